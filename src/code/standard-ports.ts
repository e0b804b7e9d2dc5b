import type { CodeValue } from '../shape/code-facts.ts';

/** Ports that a client takes when nobody names one. */
const PORTS: Readonly<Record<string, string>> = {
  redis: '6379',
  postgres: '5432',
  mysql: '3306',
  mongodb: '27017',
  amqp: '5672',
  kafka: '9092',
  nats: '4222',
  memcached: '11211',
};

/** A target with its protocol's port, when it is the name of a host alone, written out, which cannot bring a port. */
export function withStandardPort(target: CodeValue, protocol: string): CodeValue {
  const port = PORTS[protocol];
  if (port === undefined || target.kind !== 'literal' || !/^[A-Za-z][\w.-]*$/.test(target.text)) return target;
  return { kind: 'literal', text: `${target.text}:${port}` };
}
