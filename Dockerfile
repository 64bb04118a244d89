# The mock as a container: `docker build -t enrichment-sandbox .` See docs/deploy.md.
#
# The first stage installs what the build needs, by the lock file, and builds. The last stage has Node and the built files, and
# neither npm nor a compiler. It runs without root, with a read-only file system, and needs no other capability.

FROM node:24.21.0-trixie-slim AS build
WORKDIR /build
COPY . .
# Behind a mirror of the npm registry, pass the settings of npm: `docker build --secret id=npmrc,src=$HOME/.npmrc .`
RUN --mount=type=secret,id=npmrc,target=/root/.npmrc,required=false node tools/install.mjs && node tools/build.mjs

FROM debian:trixie-slim
LABEL org.opencontainers.image.title="enrichment-sandbox" \
      org.opencontainers.image.description="A mock server and a contract suite for the user enrichment job API." \
      org.opencontainers.image.licenses="MIT"
COPY --from=build /usr/local/bin/node /usr/local/bin/node
WORKDIR /app
COPY package.json LICENSE THIRD-PARTY-NOTICES ./
COPY openapi/enrichment.yaml openapi/control.yaml ./openapi/
COPY fixtures ./fixtures
COPY --from=build /build/dist ./dist
# A number, so that an orchestrator can see that it is not root.
USER 65532:65532
ENV NODE_ENV=production
EXPOSE 4010
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=5s --timeout=3s --start-period=10s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:4010/__mock__/health/live').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "/app/dist/cli.js"]
CMD ["mock", "--host=0.0.0.0"]
