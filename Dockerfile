# syntax=docker/dockerfile:1
# Two images: one that has what building takes, and the one that serves. What the RUN lines do
# is also run by tests/test_container_steps.py, where there is no container engine.

FROM python:3.11-slim AS build
WORKDIR /src
COPY requirements/build.txt requirements/
COPY scripts/node scripts/link_node.py scripts/
RUN --mount=type=cache,target=/root/.cache/pip \
    python -m venv .venv \
    && .venv/bin/pip install --quiet --require-hashes -r requirements/build.txt \
    && .venv/bin/python scripts/link_node.py
COPY frontend/package.json frontend/package-lock.json frontend/.npmrc frontend/
RUN --mount=type=cache,target=/root/.npm \
    scripts/node --npm --prefix frontend ci --no-progress
COPY . .
RUN scripts/node --npm --prefix frontend run --silent build
RUN .venv/bin/pip wheel --quiet --no-deps --no-build-isolation --wheel-dir /dist .

FROM python:3.11-slim
COPY requirements/runtime.txt /opt/rahba/
COPY --from=build /dist /opt/rahba/dist
RUN --mount=type=cache,target=/root/.cache/pip \
    python -m venv /opt/rahba/venv \
    && /opt/rahba/venv/bin/pip install --quiet --require-hashes -r /opt/rahba/runtime.txt \
    && /opt/rahba/venv/bin/pip install --quiet --no-deps --no-index /opt/rahba/dist/*.whl \
    && rm -r /opt/rahba/dist
RUN install -d -m 0700 -o 10001 -g 10001 /var/lib/rahba
ENV PATH=/opt/rahba/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    RAHBA_DATA_DIR=/var/lib/rahba \
    RAHBA_HOST=0.0.0.0 \
    PORT=8000
# A number, so that nothing needs an account in the image to see that it is not root.
USER 10001:10001
WORKDIR /var/lib/rahba
VOLUME /var/lib/rahba
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 \
    CMD ["python", "-c", "import os, urllib.request as r; r.urlopen(f'http://127.0.0.1:{os.environ[\"PORT\"]}/api/v1/health', timeout=4)"]
# Migrates first, under a lock: several containers may start at once.
CMD ["rahba", "serve"]
