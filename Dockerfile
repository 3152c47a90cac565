# The image of Newsfold's workers and of its flex templates on Dataflow: code, weights and pinned dependencies inside,
# so that nothing is downloaded when a worker starts.
#
#   docker build --tag IMAGE .                              workers without GPU
#   docker build --tag IMAGE-gpu --build-arg TORCH=cuda .   workers with NVIDIA GPUs
#
# The versions of Python and Beam are those that constraints.txt was made for.

ARG PYTHON=3.11
ARG BEAM=2.77.0

FROM apache/beam_python${PYTHON}_sdk:${BEAM} AS beam
FROM gcr.io/dataflow-templates-base/python311-template-launcher-base:latest AS launcher

FROM python:${PYTHON}-slim AS build
WORKDIR /source
COPY pyproject.toml README.md LICENSE ./
COPY schemas schemas
COPY models models
COPY pipeline pipeline
RUN pip wheel --no-cache-dir --no-deps --wheel-dir /wheels .

FROM python:${PYTHON}-slim
ARG TORCH=cpu
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_ROOT_USER_ACTION=ignore
WORKDIR /opt/newsfold

# Dependencies first: they change seldom, and their layer is kept when only the code or the weights change.
COPY constraints.txt pyproject.toml ./
RUN python -c "import tomllib; print('\n'.join(tomllib.load(open('pyproject.toml', 'rb'))['project']['dependencies']))" \
        > requirements.txt \
    && if [ "$TORCH" = cpu ]; then export PIP_EXTRA_INDEX_URL=https://download.pytorch.org/whl/cpu; fi \
    && pip install --constraint constraints.txt --requirement requirements.txt 'apache-beam[gcp]'
COPY --from=build /wheels /wheels
RUN pip install --no-deps /wheels/*.whl && pip check && rm -r /wheels

# What starts a worker, and what starts a flex template.
COPY --from=beam /opt/apache/beam /opt/apache/beam
COPY --from=launcher /opt/google/dataflow/python_template_launcher /opt/google/dataflow/python_template_launcher
COPY pipeline/dataflow/launch.py ./
ENV FLEX_TEMPLATE_PYTHON_PY_FILE=/opt/newsfold/launch.py

# No library may look for models or updates outside. Memory: see pipeline/local.py. GPUs: where Dataflow puts the driver.
ENV HF_HUB_OFFLINE=1 \
    MALLOC_ARENA_MAX=2 \
    ONEDNN_PRIMITIVE_CACHE_CAPACITY=16 \
    LD_LIBRARY_PATH=/usr/local/nvidia/lib64

# Fails the build rather than a worker: the weights load and read a text with what is in the image.
RUN python -P -m pipeline --input "$(python -P -c 'import pipeline; print(pipeline.__path__[0])')/samples" \
        --output /tmp/check --workers 1 > /dev/null && rm -r /tmp/check

ENTRYPOINT ["/opt/apache/beam/boot"]
