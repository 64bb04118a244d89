# The mock as a container: `docker build -t enrichment-sandbox .` See docs/deploy.md.
#
# The first stage installs what the build needs, by the lock file, and builds. The last stage has Node, the libraries that Node loads,
# and the built files: no shell, no npm, no compiler. It runs without root, with a read-only file system, and needs no capability.

FROM node:24.21.0-trixie-slim AS build
WORKDIR /build
COPY . .
# Behind a mirror of the npm registry, pass the settings of npm: `docker build --secret id=npmrc,src=$HOME/.npmrc .`
RUN --mount=type=secret,id=npmrc,target=/root/.npmrc,required=false node tools/install.mjs && node tools/build.mjs
# A volume at /worlds belongs to the user of the last stage, for `--state=/worlds/state`.
RUN mkdir -p /runtime/worlds && chown 65532:65532 /runtime/worlds && mkdir -m 1777 /runtime/tmp \
  && ldd /usr/local/bin/node | grep -o '/[^ ]*' | xargs cp --parents --dereference --target-directory=/runtime /usr/local/bin/node \
  && chroot /runtime node --version

FROM scratch
LABEL org.opencontainers.image.title="enrichment-sandbox" \
      org.opencontainers.image.description="A mock server and a contract suite for the user enrichment job API." \
      org.opencontainers.image.licenses="MIT"
COPY --from=build /runtime /
WORKDIR /app
COPY package.json LICENSE THIRD-PARTY-NOTICES ./
COPY openapi/enrichment.yaml openapi/control.yaml ./openapi/
COPY fixtures ./fixtures
COPY --from=build /build/dist ./dist
# A number, so that an orchestrator can see that it is not root.
USER 65532:65532
ENV PATH=/usr/local/bin NODE_ENV=production
EXPOSE 4010
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=5s --timeout=3s --start-period=10s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:4010/__mock__/health/live').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "/app/dist/cli.js"]
CMD ["mock", "--host=0.0.0.0"]
