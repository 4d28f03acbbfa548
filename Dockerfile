# The image of a release. goreleaser builds the binaries and lays each platform's in a folder of
# its own; https://goreleaser.com/customization/dockers_v2/
FROM gcr.io/distroless/static-debian12:nonroot
ARG TARGETPLATFORM
COPY LICENSE /LICENSE
COPY ${TARGETPLATFORM}/tfblast /usr/local/bin/tfblast
USER 65532:65532
WORKDIR /work
ENTRYPOINT ["/usr/local/bin/tfblast"]
