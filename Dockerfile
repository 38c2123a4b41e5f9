# syntax=docker/dockerfile:1
# Porchlight for linux/amd64 and linux/arm64. The jar is the same for both, so it is built once, on the builder's own
# platform: docker buildx build --platform linux/amd64,linux/arm64 .

FROM --platform=$BUILDPLATFORM maven:3-eclipse-temurin-25 AS build
WORKDIR /src
COPY . .
RUN --mount=type=cache,target=/root/.m2 \
    mvn -B -ntp -q -Dmaven.test.skip=true -Dspotless.check.skip=true -Djdeb.skip=true -pl bridge -am package

FROM eclipse-temurin:25-jre-noble
# A number, so that an orchestrator can tell that it is not root. /data holds DATA_DIR and, if wanted,
# porchlight.properties; secrets come as environment or as DISCORD_TOKEN_FILE and ESP_AUTH_TOKEN_FILE, never in the image.
RUN install -d -o 10001 -g 10001 /data
COPY --from=build /src/bridge/target/porchlight.jar /opt/porchlight/porchlight.jar
COPY scripts/jvm-flags /opt/porchlight/jvm-flags
USER 10001:10001
WORKDIR /data
ENV DATA_DIR=/data PORT=8080
VOLUME /data
EXPOSE 8080

# /healthz and not /health: an outage of Discord must not restart the bridge. The base has bash and nothing else is needed.
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 CMD ["bash", "-c", \
    "exec 3<>/dev/tcp/127.0.0.1/$PORT && printf 'GET /healthz HTTP/1.1\\r\\nHost: localhost\\r\\nConnection: close\\r\\n\\r\\n' >&3 && read -r -t 4 _ status _ <&3 && [[ $status == 200 ]]"]

# The flags are java's argument file. Out of memory ends the process with 3, and the restart policy starts it again.
ENTRYPOINT ["java", "@/opt/porchlight/jvm-flags", "-jar", "/opt/porchlight/porchlight.jar"]
