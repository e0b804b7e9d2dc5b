import { type ImageName, imageBaseName, parseImageName } from './image-name.ts';

/** Databases, brokers and servers that everybody runs; each line is one program under its different names. */
const FAMILIES: readonly RegExp[] = [
  /^(postgres|postgresql|postgis|pgvector|timescaledb|cloudnative-pg|spilo)/,
  /^(mysql|mariadb|percona)/,
  /^(mongo|mongodb|percona-server-mongodb)/,
  /^(redis|valkey|keydb|dragonfly|redis-stack)/,
  /^(rabbitmq)/,
  /^(kafka|cp-kafka|redpanda)/,
  /^(zookeeper|cp-zookeeper)/,
  /^(nats)/,
  /^(elasticsearch|opensearch)/,
  /^(memcached)/,
  /^(minio)/,
  /^(nginx|openresty)/,
];

/** What watches, routes, builds or moves data for applications and is none of them. */
const TOOLS =
  /^(pgbouncer|cp-[\w-]+|prometheus|alertmanager|grafana|loki|promtail|tempo|mimir|thanos|cadvisor|kube-state-metrics|jaeger|all-in-one|zipkin|otel[\w-]*|opentelemetry-[\w-]+|fluentd|fluent-bit|filebeat|logstash|vector|kibana|jenkins|sonarqube|argocd|nexus3?|gitlab-[cer]e|registry|traefik|haproxy|envoy|kong|caddy|httpd|varnish|keycloak|oauth2-proxy|vault|consul|etcd|mc|localstack|mail(hog|pit|catcher|dev)|adminer|phpmyadmin|pgadmin\d?|mongo-express|redis-?commander|redisinsight|kafka-ui|akhq|kafdrop|portainer|busybox|curl|kubectl|cloudflared|flyway|liquibase|migrate|wait-for[\w-]*|[\w-]*exporter)$/;

const RUNTIMES =
  /^(node|bun|deno|python|pypy|golang|go|ruby|php|perl|rust|openjdk|eclipse-temurin|amazoncorretto|maven|gradle|sdk|aspnet|elixir|swift|alpine|debian|ubuntu)$/;

/** Whether an image is one of the databases, brokers and servers that everybody runs. */
export function isKnownSoftware(image: ImageName): boolean {
  return FAMILIES.some((family) => family.test(imageBaseName(image)));
}

/** Whether two images are the same such program, under whatever names. */
export function isSameSoftware(left: ImageName, right: ImageName): boolean {
  const [ours, theirs] = [imageBaseName(left), imageBaseName(right)];
  return FAMILIES.some((family) => family.test(ours) && family.test(theirs));
}

/** Whether an image is software that everybody runs, and so never an application's own. */
export function isStockImage(text: string): boolean {
  const name = parseImageName(text);
  return name !== undefined && (isKnownSoftware(name) || TOOLS.test(imageBaseName(name)));
}

/** Whether some images are named and all of them are such software. */
export function isStockOnly(images: readonly string[]): boolean {
  return images.length > 0 && images.every(isStockImage);
}

/** Whether an image is that of a language or a system, which runs what is mounted into it or given as its command. */
export function isRuntimeImage(text: string): boolean {
  const name = parseImageName(text);
  return name !== undefined && RUNTIMES.test(imageBaseName(name));
}
