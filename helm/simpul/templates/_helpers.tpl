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

{{/* The variables of a setting and of all below it: (list "SIMPUL" $values). Numbers of YAML are floats, and
     26214400 must not become 2.6e+07. */}}
{{- define "simpul.variables" -}}
{{- $prefix := index . 0 -}}
{{- $separator := ternary "_" "__" (eq $prefix "SIMPUL") -}}
{{- range $name, $value := index . 1 }}
{{- $variable := printf "%s%s%s" $prefix $separator (snakecase $name | upper) }}
{{- if kindIs "map" $value }}
{{- include "simpul.variables" (list $variable $value) }}
{{- else }}
{{- if kindIs "float64" $value }}{{- $value = int64 $value }}{{- end }}
{{- if kindIs "slice" $value }}{{- $value = toJson $value }}{{- end }}
- name: {{ $variable }}
  value: {{ $value | toString | quote }}
{{- end }}
{{- end }}
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
{{- $_ := required "settings.mail.sender is needed: the address that e-mail comes from" $settings.mail.sender -}}
{{- $_ := required "settings.mail.smtp.host is needed: the server that takes e-mail" $settings.mail.smtp.host -}}
{{- include "simpul.variables" (list "SIMPUL" $settings) }}
{{- $secret := include "simpul.applicationSecret" . }}
{{- $keys := .Values.existingSecrets.application.keys }}
{{ include "simpul.secretVariable" (list "SIMPUL_DATABASE__URL" $secret $keys.databaseUrl) }}
{{ include "simpul.secretVariable" (list "SIMPUL_STORAGE__ACCESS_KEY" $secret $keys.storageAccessKey) }}
{{ include "simpul.secretVariable" (list "SIMPUL_STORAGE__SECRET_KEY" $secret $keys.storageSecretKey) }}
{{- if $settings.mail.smtp.username }}
{{ include "simpul.secretVariable" (list "SIMPUL_MAIL__SMTP__PASSWORD" $secret $keys.smtpPassword) }}
{{- end }}
{{- if $settings.federation }}
{{ include "simpul.secretVariable" (list "SIMPUL_FEDERATION__CLIENT_SECRET" $secret $keys.federationClientSecret) }}
{{- end }}
- name: SIMPUL_OAUTH__KEYS_FILE
  value: /etc/simpul/keys.json
- name: SIMPUL_ENCRYPTION__KEYS_FILE
  value: /etc/simpul/sealing-keys.json
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

{{/* The keys as a folder, never as files of a subPath: those would not change with the Secret. */}}
{{- define "simpul.mounts" -}}
- name: temporary
  mountPath: /tmp
- name: keys
  mountPath: /etc/simpul
  readOnly: true
{{- end -}}

{{- define "simpul.volumes" -}}
- name: temporary
  # The largest upload (512 MiB) while it is looked into, and its copies.
  emptyDir:
    sizeLimit: 1Gi
- name: keys
  secret:
    secretName: {{ include "simpul.applicationSecret" . }}
    defaultMode: 0440
    items:
      - key: {{ .Values.existingSecrets.application.keys.signingKeys }}
        path: keys.json
      - key: {{ .Values.existingSecrets.application.keys.sealingKeys }}
        path: sealing-keys.json
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
