{{- define "simpul.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 50 | trimSuffix "-" -}}
{{- end -}}

{{- define "simpul.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 50 | trimSuffix "-" -}}
{{- else if contains (include "simpul.name" .) .Release.Name -}}
{{- .Release.Name | trunc 50 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name (include "simpul.name" .) | trunc 50 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{/* What selects the pods of one component: (list $ "api"). It may never change. */}}
{{- define "simpul.selector" -}}
{{- $root := index . 0 -}}
app.kubernetes.io/name: {{ include "simpul.name" $root }}
app.kubernetes.io/instance: {{ $root.Release.Name }}
app.kubernetes.io/component: {{ index . 1 }}
{{- end -}}

{{- define "simpul.labels" -}}
{{- $root := index . 0 -}}
{{ include "simpul.selector" . }}
app.kubernetes.io/version: {{ $root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ $root.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" $root.Chart.Name $root.Chart.Version | replace "+" "_" }}
{{- end -}}

{{- define "simpul.image" -}}
{{- with .Values.image -}}
{{- if .digest -}}
{{ .repository }}@{{ .digest }}
{{- else -}}
{{ .repository }}:{{ .tag | default $.Chart.AppVersion }}
{{- end -}}
{{- end -}}
{{- end -}}

{{- define "simpul.applicationSecret" -}}
{{- required "existingSecrets.application.name is needed: the Secret with the database URL and the keys" .Values.existingSecrets.application.name -}}
{{- end -}}

{{/* One variable: (list "SIMPUL_X" $value). Numbers of YAML are floats, and 26214400 must not become 2.6e+07. */}}
{{- define "simpul.variable" -}}
{{- $value := index . 1 -}}
{{- if kindIs "float64" $value -}}{{- $value = int64 $value -}}{{- end -}}
- name: {{ index . 0 }}
  value: {{ $value | toString | quote }}
{{- end -}}

{{- define "simpul.secretVariable" -}}
- name: {{ index . 0 }}
  valueFrom:
    secretKeyRef:
      name: {{ index . 1 }}
      key: {{ index . 2 }}
{{- end -}}

{{/* The SIMPUL_* variables that every process needs. They stand in the pods rather than in a ConfigMap:
     the migration runs before a ConfigMap would exist, and a changed value starts new pods by itself. */}}
{{- define "simpul.environment" -}}
{{- $settings := .Values.settings -}}
{{- $_ := required "settings.baseUrl is needed: the address that people and systems use" $settings.baseUrl -}}
{{- $_ := required "settings.storage.endpointUrl is needed: the S3 that keeps the files" $settings.storage.endpointUrl -}}
{{- range $name, $value := $settings }}
{{- if kindIs "map" $value }}
{{- range $inner, $one := $value }}
{{ include "simpul.variable" (list (printf "SIMPUL_%s__%s" (snakecase $name | upper) (snakecase $inner | upper)) $one) }}
{{- end }}
{{- else }}
{{ include "simpul.variable" (list (printf "SIMPUL_%s" (snakecase $name | upper)) $value) }}
{{- end }}
{{- end }}
{{- $secret := include "simpul.applicationSecret" . }}
{{- $keys := .Values.existingSecrets.application.keys }}
{{ include "simpul.secretVariable" (list "SIMPUL_DATABASE__URL" $secret $keys.databaseUrl) }}
{{ include "simpul.secretVariable" (list "SIMPUL_STORAGE__ACCESS_KEY" $secret $keys.storageAccessKey) }}
{{ include "simpul.secretVariable" (list "SIMPUL_STORAGE__SECRET_KEY" $secret $keys.storageSecretKey) }}
- name: SIMPUL_OAUTH__KEYS_FILE
  value: /etc/simpul/keys.json
{{- end -}}

{{/* What the pods have in common: (list $ $values). */}}
{{- define "simpul.pod" -}}
{{- $root := index . 0 -}}
{{- $values := index . 1 -}}
automountServiceAccountToken: false
enableServiceLinks: false
securityContext:
  runAsNonRoot: true
  runAsUser: 10001
  runAsGroup: 10001
  fsGroup: 10001
  seccompProfile:
    type: RuntimeDefault
{{- with $root.Values.imagePullSecrets }}
imagePullSecrets: {{- toYaml . | nindent 2 }}
{{- end }}
{{- with $values.nodeSelector }}
nodeSelector: {{- toYaml . | nindent 2 }}
{{- end }}
{{- with $values.tolerations }}
tolerations: {{- toYaml . | nindent 2 }}
{{- end }}
{{- end -}}

{{/* What the containers have in common. */}}
{{- define "simpul.container" -}}
image: {{ include "simpul.image" . }}
imagePullPolicy: {{ .Values.image.pullPolicy }}
securityContext:
  allowPrivilegeEscalation: false
  readOnlyRootFilesystem: true
  capabilities:
    drop: [ALL]
{{- end -}}

{{- define "simpul.mounts" -}}
- name: temporary
  mountPath: /tmp
- name: keys
  mountPath: /etc/simpul
  readOnly: true
{{- end -}}

{{- define "simpul.volumes" -}}
- name: temporary
  emptyDir:
    sizeLimit: 512Mi
- name: keys
  secret:
    secretName: {{ include "simpul.applicationSecret" . }}
    defaultMode: 0440
    items:
      - key: {{ .Values.existingSecrets.application.keys.signingKeys }}
        path: keys.json
{{- end -}}

{{/* Spread over nodes and zones where there are several: (list $ "api"). */}}
{{- define "simpul.spread" -}}
{{- range $key := list "kubernetes.io/hostname" "topology.kubernetes.io/zone" }}
- maxSkew: 1
  topologyKey: {{ $key }}
  whenUnsatisfiable: ScheduleAnyway
  labelSelector:
    matchLabels: {{- include "simpul.selector" $ | nindent 6 }}
{{- end }}
{{- end -}}
