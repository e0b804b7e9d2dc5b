import { imageBaseName, parseImageName } from './image-name.ts';

/** What watches, builds or serves applications and is none of them, by the start of the image's name. */
const TOOLS =
  /^(prometheus|alertmanager|grafana|loki|promtail|tempo|mimir|thanos|node-exporter|[\w-]+-exporter|cadvisor|kube-state-metrics|jaeger|zipkin|otel|opentelemetry|fluentd?|fluent-bit|filebeat|logstash|vector|kibana|elasticsearch|opensearch|jenkins|sonarqube|argocd|nexus|gitlab|registry$|traefik|haproxy|envoy|kong|caddy|httpd|keycloak|vault|consul|etcd|minio|mc$|localstack|mailhog|mailpit|maildev|adminer|phpmyadmin|pgadmin|mongo-express|redis-?commander|redisinsight|kafka-ui|akhq|kafdrop|portainer|busybox$|curl$|wait-for)/;
const SERVERS =
  /^(postgres|postgis|pgvector|timescaledb|cloudnative-pg|spilo|pgbouncer|mysql|mariadb|percona|mongo|redis|valkey|keydb|dragonfly|memcached|rabbitmq|kafka|cp-|redpanda|zookeeper|nats|nginx|openresty)/;

/** Whether an image is software that everybody runs, and so never an application's own. */
export function isStockImage(text: string): boolean {
  const name = parseImageName(text);
  if (name === undefined) return false;
  const base = imageBaseName(name);
  return TOOLS.test(base) || SERVERS.test(base);
}

/** Whether some images are named and all of them are such software. */
export function isStockOnly(images: readonly string[]): boolean {
  return images.length > 0 && images.every(isStockImage);
}

const RUNTIMES =
  /^(node|bun|deno|python|pypy|golang|go|ruby|php|perl|rust|openjdk|eclipse-temurin|amazoncorretto|maven|gradle|sdk|aspnet|elixir|swift|alpine|debian|ubuntu)$/;

/** Whether an image is that of a language or a system, which runs what is mounted into it or given as its command. */
export function isRuntimeImage(text: string): boolean {
  const name = parseImageName(text);
  return name !== undefined && RUNTIMES.test(imageBaseName(name));
}
