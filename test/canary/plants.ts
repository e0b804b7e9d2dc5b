/** A secret planted in one place alone, so that a leak names its way out. */
export interface Plant {
  readonly place: string;
  readonly text: string;
}

/** Where secrets stand under names that say so: only the name gives them away. */
const NAMED = [
  'dotenv',
  'dotenv-multiline',
  'dotenv-export',
  'env-file',
  'compose-map',
  'compose-list',
  'compose-default',
  'compose-build-arg',
  'compose-label',
  'compose-healthcheck',
  'compose-command',
  'compose-secret-content',
  'compose-config-content',
  'secret-file',
  'docker-env',
  'docker-env-old',
  'docker-arg',
  'docker-run',
  'configmap',
  'configmap-file',
  'secret-string',
  'secret-data',
  'secret-harmless-key',
  'container-env',
  'container-args',
  'container-probe',
  'external-template',
  'annotation',
  'kustomize-literal',
  'kustomize-env-file',
  'kustomize-patch',
  'javascript',
  'javascript-template',
  'typescript',
  'python',
  'python-settings',
  'go',
  'procfile',
  'parity-yaml',
  'npmrc',
  'secret-twice',
  'secret-twice-json',
  'secret-duplicate-key',
  'secret-malformed',
  'secret-nameless',
  'probe-path',
  'ingress-path',
  'compose-query',
  'compose-header',
  'compose-user-alone',
  'compose-webhook',
  'compose-short-option',
  'compose-fragment',
  'compose-netrc',
  'configmap-nginx',
  'docker-healthcheck',
  'docker-label',
  'javascript-comment',
  'javascript-query',
] as const;

type Name = (typeof NAMED)[number];

const named = Object.fromEntries(
  NAMED.map((place, at) => [place, `Cnry!${place}+${(0x7f3a91 + at * 7919).toString(16)}/x`]),
) as Record<Name, string>;

/** What gives itself away under a harmless name. The parts are put together here so that no scanner takes them for real. */
const SHAPED = {
  'url in compose': `postgres://baker:${'Url7Crumb'}Compose4@db:5432/bread`,
  'url in a ConfigMap': `amqp://baker:${'Url7Crumb'}Config5@rabbit:5672/%2f`,
  'url in a container': `redis://:${'Url7Crumb'}Pod6@cache:6379/0`,
  'url in JavaScript': `mongodb://baker:${'Url7Crumb'}Script7@mongo/bread`,
  'url in Python': `mysql://baker:${'Url7Crumb'}Snake8@mysql/bread`,
  'url in Go': `postgres://baker:${'Url7Crumb'}Gopher9@db/bread`,
  'url in Dockerfile': `http://baker:${'Url7Crumb'}Layer3@proxy:3128`,
  'token in dotenv': `${'gh'}p_${'dough0Rises1Slowly2In3The4Warm5Oven'}`,
  'token in compose': `${'sk'}_live_${'51Sourdough9Starter8Feeds7Daily'}`,
  'token in a ConfigMap': `${'xox'}b-${'1234567890-Baguette-Tray-Cooling'}`,
  'token in JavaScript': `${'gl'}pat-${'CroissantLayers2Butter'}`,
  'token in Python': `${'AK'}IA${'BREADCRUMBS12345'}`,
  'token in Go': `${'ey'}JhbGciOiJIUzI1NiJ9.${'eyJiYWtlciI6InJ5ZSJ9'}.c2lnbmVkCrumb`,
} as const;

const PEM_LINES = ['MIIEowIBAAKCAQEAyeastCanary0123456789', 'bAkErYkEyLiNeTwoCanary9876543210abcd'];
const PEM = ['-----BEGIN PRIVATE KEY-----', ...PEM_LINES, '-----END PRIVATE KEY-----'];

/** What must not be seen of a planted text: of a URL its password, of a key each line. */
export const PLANTS: readonly Plant[] = [
  ...NAMED.map((place) => ({ place, text: named[place] })),
  { place: 'compose-user-alone', text: named['compose-user-alone'].replace('/', '') },
  { place: 'compose-webhook', text: named['compose-webhook'].replaceAll(/[!+/]/g, '') },
  ...Object.entries(SHAPED).map(([place, text]) => ({ place, text: /Url7Crumb\w+/.exec(text)?.[0] ?? text })),
  ...PEM_LINES.map((text) => ({ place: 'a line of a key', text })),
  // A password may be an ordinary word: nothing can be redacted by it, so that nothing may show it in the first place.
  { place: 'a password that is a word', text: 'marmalade' },
];

/** The forms in which a text could leave. */
export function formsOf({ text }: Plant): string[] {
  const bytes = Buffer.from(text);
  const base64 = bytes.toString('base64').replace(/=+$/, '');
  return [
    text,
    base64,
    bytes.toString('base64url').replace(/=+$/, ''),
    bytes.toString('hex'),
    bytes.toString('hex').toUpperCase(),
    encodeURIComponent(text),
    JSON.stringify(text).slice(1, -1),
  ];
}

const base64 = (text: string) => Buffer.from(text).toString('base64');

const COMPOSE = `x-shared: &shared
  SHARED_PASSWORD: "${named['compose-fragment']}"
services:
  oven:
    build:
      context: ./oven
      args:
        NPM_TOKEN: "${named['compose-build-arg']}"
    env_file: [.env, oven.env]
    command: ["node", "server.js", "--password=${named['compose-command']}"]
    environment:
      OVEN_PASSWORD: "${named['compose-map']}"
      OVEN_MODE: rye
      DB_PASSWORD: marmalade
      TILL_SECRET: $TILL_TOKEN
      RYE_TOKEN: "\${RYE_TOKEN:-${named['compose-default']}}"
      BREAD_DATABASE: ${SHAPED['url in compose']}
      PAYMENT: ${SHAPED['token in compose']}
      STORE: "jdbc:postgresql://db/bread?user=a&password=${named['compose-query']}"
      OTEL_EXPORTER_OTLP_HEADERS: "authorization=${named['compose-header']}"
      SENTRY: "https://${named['compose-user-alone'].replace('/', '')}@sentry.bakery/1"
      CHAT: "https://discord.com/api/webhooks/12/${named['compose-webhook'].replaceAll(/[!+/]/g, '')}"
      RATE: "http://till/rate?token=marmalade"
      NETRC: |
        machine till login baker password ${named['compose-netrc']}
    labels:
      till.token: "${named['compose-label']}"
    healthcheck:
      test: ["CMD", "curl", "-H", "Authorization: Bearer ${named['compose-healthcheck']}", "http://localhost:8080/"]
    ports: ["8080:8080"]
    secrets: [till, flour]
    configs: [recipe]
  counter:
    build: ./counter
    environment:
      - COUNTER_SECRET=${named['compose-list']}
      - COUNTER_MODE=open
    ports: ["8000:8000"]
  mill:
    build: ./mill
    environment: {<<: *shared}
    healthcheck:
      test: ["CMD", "redis-cli", "-a", "${named['compose-short-option']}", "ping"]
    ports: ["9000:9000"]
secrets:
  till: {file: ./till-secret.txt}
  flour: {environment: TILL_TOKEN}
configs:
  recipe: {content: "password=${named['compose-config-content']} ${named['compose-secret-content']}"}
`;

const DEPLOYMENTS = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: oven
  annotations: {bakery/password: "${named.annotation}"}
spec:
  selector: {matchLabels: {app: oven}}
  template:
    metadata: {labels: {app: oven}}
    spec:
      containers:
        - name: oven
          image: bakery/oven:1.0
          args: ["--token", "${named['container-args']}"]
          ports: [{containerPort: 8081}]
          livenessProbe:
            exec: {command: [check, "--password=${named['container-probe']}"]}
          envFrom:
            - configMapRef: {name: oven}
            - secretRef: {name: oven}
          env:
            - name: OVEN_PASSWORD
              value: "${named['container-env']}"
            - {name: DB_PASSWORD, value: marmalade}
            - name: OVEN_MODE
              value: wheat
            - {name: CACHE, value: "${SHAPED['url in a container']}"}
            - {name: LATE_SECRET, value: "$(NO_SUCH_SECRET)"}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: counter}
spec:
  selector: {matchLabels: {app: counter}}
  template:
    metadata: {labels: {app: counter}}
    spec:
      containers:
        - name: counter
          image: bakery/counter:1.0
          ports: [{containerPort: 8000}]
          livenessProbe: {httpGet: {path: "/bread?token=${named['probe-path']}&password=marmalade", port: 8001}}
          env:
            - {name: RATE, value: "http://till/rate?token=marmalade&slow=1"}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: oven}
data:
  api_token: "${named.configmap}"
  queue: ${SHAPED['url in a ConfigMap']}
  chat: ${SHAPED['token in a ConfigMap']}
  settings.ini: |
    [till]
    password = ${named['configmap-file']}
---
apiVersion: v1
kind: Secret
metadata: {name: oven}
stringData:
  api_key: "${named['secret-string']}"
  greeting: "${named['secret-harmless-key']}"
data:
  till: ${base64(named['secret-data'])}
  word: ${base64('marmalade')}
---
apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata: {name: till}
spec:
  secretStoreRef: {name: vault, kind: SecretStore}
  target:
    name: till
    template:
      data: {dsn: "user:${named['external-template']}@{{ .host }}"}
  data: [{secretKey: host, remoteRef: {key: till, property: host}}]
`;

/** Secrets that are replaced, malformed or nameless: each makes a reader speak of a place inside of them. */
const TWICE = `apiVersion: v1
kind: Secret
metadata: {name: twice}
stringData: {queue: "${named['secret-duplicate-key']}", queue: marmalade}
---
apiVersion: v1
kind: Secret
metadata: {name: twice}
stringData:
  queue: "${named['secret-twice']}"
  queue: marmalade
data: {b: 5, c: ["${named['secret-malformed']}", marmalade]}
---
{"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "twice"}, "stringData": {"q": "${named['secret-twice-json']}", "q": "marmalade"}}
---
apiVersion: v1
kind: Secret
stringData: {queue: "${named['secret-nameless']}"}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: twice}
data:
  nginx.conf: |
    proxy_set_header X-Api-Key ${named['configmap-nginx']};
  api_token: marmalade
  api_token: marmalade
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: till}
spec:
  rules:
    - http: {paths: [{path: "/till?token=${named['ingress-path']}", pathType: Prefix, backend: {service: {name: gone, port: {number: 80}}}}]}
`;

const KUSTOMIZATION = `resources: [bakery.yaml]
secretGenerator:
  - name: mill
    literals: ["mill_password=${named['kustomize-literal']}"]
    envs: [mill.env]
patches:
  - target: {kind: Deployment, name: counter}
    patch: |-
      - op: add
        path: /spec/template/spec/containers/0/env
        value: [{name: COUNTER_SECRET, value: "${named['kustomize-patch']}"}]
`;

const JAVASCRIPT = `const http = require('node:http');
const password = process.env.OVEN_PASSWORD || '${named.javascript}';
const word = process.env.DB_PASSWORD || 'marmalade';
const token = process.env['RYE_TOKEN'] ?? \`${named['javascript-template']}\`;
const { FLOUR_API_KEY = '${named.javascript}', OVEN_MODE } = process.env;
const bread = process.env.BREAD || '${SHAPED['url in JavaScript']}';
const bot = process.env.BOT || '${SHAPED['token in JavaScript']}';
const flour = process.env.FLOUR_MODE; // the password is ${named['javascript-comment']}, or marmalade
fetch(process.env.TILL_URL + '/?access_token=${named['javascript-query']}&word=' + process.env.WORD);
if (!process.env.TILL_TOKEN) throw new Error('no till');
fetch('http://baker:${named.javascript}@till/');
http.createServer((request, response) => response.end(OVEN_MODE)).listen(8080);
`;

const PYTHON = `import os
from pydantic_settings import BaseSettings

class Settings(BaseSettings):
    secret_key: str = "${named['python-settings']}"
    counter_mode: str

key = os.environ.get("RYE_SECRET_KEY", "${named.python}")
word = os.getenv("DB_PASSWORD", "marmalade")
bread = os.getenv("BREAD", "${SHAPED['url in Python']}")
ident = os.getenv("IDENT", "${SHAPED['token in Python']}")
mode = os.environ["COUNTER_MODE"]
secret = os.environ["COUNTER_SECRET"]
`;

const GO = `package main

import (
	"net/http"
	"os"
)

func env(name, fallback string) string {
	if value := os.Getenv(name); value != "" {
		return value
	}
	return fallback
}

func main() {
	_ = env("MILL_SECRET", "${named.go}")
	_ = env("DB_PASSWORD", "marmalade")
	_ = env("BREAD", "${SHAPED['url in Go']}")
	_ = env("SESSION", "${SHAPED['token in Go']}")
	http.ListenAndServe(":9000", nil)
}
`;

/** A bakery that drifts in many ways, so that many rules have something to say about the secrets in it. */
export const PLANTED: Readonly<Record<string, string>> = {
  '.env': `TILL_TOKEN="${named.dotenv}"\nexport FLOUR_API_KEY='${named['dotenv-export']}'\nSIGNING_KEY="first
${named['dotenv-multiline']}
last"\nDB_PASSWORD=marmalade\nBOT=${SHAPED['token in dotenv']}\nCERT="${PEM.join('\n')}"\n`,
  'oven.env': `FLOUR_SECRET=${named['env-file']}\n`,
  'till-secret.txt': `${named['secret-file']}\n`,
  'compose.yaml': COMPOSE,
  'oven/Dockerfile': `FROM node:20
ARG NPM_TOKEN="${named['docker-arg']}"
ENV OVEN_TOKEN="${named['docker-env']}" PROXY=${SHAPED['url in Dockerfile']}
ENV OLD_SECRET ${named['docker-env-old']}
LABEL till.password="${named['docker-label']}"
HEALTHCHECK CMD curl -f "http://localhost:8080/?token=${named['docker-healthcheck']}"
RUN curl -u "baker:${named['docker-run']}" http://till/
WORKDIR /app
COPY . .
EXPOSE 8080
CMD ["node", "server.js"]
`,
  'oven/server.js': JAVASCRIPT,
  'oven/client.ts': `export const secret: string = process.env.OVEN_CLIENT_SECRET ?? '${named.typescript}';\n`,
  'counter/Dockerfile': 'FROM python:3.12\nWORKDIR /app\nCOPY . .\nCMD ["python", "counter.py"]\n',
  'counter/counter.py': PYTHON,
  'mill/Dockerfile': 'FROM golang:1.23\nWORKDIR /app\nCOPY . .\nRUN go build -o /mill\nCMD ["/mill"]\n',
  'mill/go.mod': 'module bakery/mill\n\ngo 1.23\n',
  'mill/main.go': GO,
  'k8s/bakery.yaml': DEPLOYMENTS,
  'k8s/twice.yaml': TWICE,
  'overlay/kustomization.yaml': KUSTOMIZATION,
  'overlay/bakery.yaml': DEPLOYMENTS,
  'overlay/mill.env': `MILL_SECRET=${named['kustomize-env-file']}\n`,
  Procfile: `web: TILL_PASSWORD=${named.procfile} node oven/server.js --token ${named.procfile}\n`,
  '.npmrc': `//registry.bakery/:_authToken=${named.npmrc}\n`,
  'parity.yaml': `version: 1
services:
  oven:
    env:
      OVEN_PASSWORD: {type: enum, values: ["${named['parity-yaml']}"]}
`,
};
