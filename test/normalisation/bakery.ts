/** A bakery's shop in four files, consistent on both sides: each case of the catalogue changes one thing in it. */
export const BAKERY: Readonly<Record<string, string>> = {
  'compose.yaml': `services:
  shop:
    build: ./shop
    environment:
      ORDER_QUEUE: orders
      MAX_LOAVES: "20"
      NODE_ENV: development
      DATABASE_URL: postgres://baker:crumbs-local@db:5432/bakery
    ports: ["8080:8080"]
    volumes: ["photos:/data/photos"]
    healthcheck:
      test: ["CMD", "wget", "-q", "http://localhost:8080/healthz"]
  db:
    image: postgres:16.4
    environment:
      POSTGRES_DB: bakery
      POSTGRES_USER: baker
      POSTGRES_PASSWORD: crumbs-local
    ports: ["5432"]
    volumes: ["db-data:/var/lib/postgresql/data"]
volumes:
  photos:
  db-data:
`,
  'shop/Dockerfile': 'FROM node:20\nWORKDIR /app\nCOPY . .\nEXPOSE 8080\nCMD ["node", "server.js"]\n',
  'shop/server.js': `import http from 'node:http';
function required(name) {
  const value = process.env[name];
  if (!value) throw new Error(name + ' is not set');
  return value;
}
const queue = required('ORDER_QUEUE');
const limit = Number.parseInt(required('MAX_LOAVES'), 10);
const database = required('DATABASE_URL');
const server = http.createServer((request, response) => {
  if (request.url === '/healthz') response.end('ok');
  else if (request.url === '/loaves') response.end(String([queue, limit, database].length));
  else response.writeHead(404).end();
});
server.listen(8080);
`,
  'k8s/shop.yaml': `apiVersion: apps/v1
kind: Deployment
metadata:
  name: shop
spec:
  replicas: 2
  selector:
    matchLabels: {app: shop}
  template:
    metadata:
      labels: {app: shop}
    spec:
      containers:
        - name: shop
          image: registry.example.org/bakery/shop:1.4.0
          ports:
            - containerPort: 8080
              name: http
          env:
            - name: ORDER_QUEUE
              value: orders
            - name: MAX_LOAVES
              value: "20"
            - name: NODE_ENV
              value: production
            - name: DATABASE_URL
              valueFrom:
                secretKeyRef:
                  name: shop-database
                  key: url
          resources:
            limits: {memory: 512Mi, cpu: "1"}
          readinessProbe:
            httpGet: {path: /healthz, port: http}
          volumeMounts:
            - name: photos
              mountPath: /data/photos
      volumes:
        - name: photos
          persistentVolumeClaim: {claimName: photos}
---
apiVersion: v1
kind: Service
metadata:
  name: shop
spec:
  selector: {app: shop}
  ports:
    - port: 80
      targetPort: http
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: photos
spec:
  accessModes: [ReadWriteOnce]
  resources: {requests: {storage: 1Gi}}
---
apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata:
  name: shop-database
spec:
  target: {name: shop-database}
  data:
    - secretKey: url
      remoteRef: {key: shop/database}
    - secretKey: password
      remoteRef: {key: shop/database-password}
`,
  'k8s/db.yaml': `apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: db
spec:
  serviceName: db
  selector:
    matchLabels: {app: db}
  template:
    metadata:
      labels: {app: db}
    spec:
      containers:
        - name: postgres
          image: postgres:16.4
          ports:
            - containerPort: 5432
          env:
            - name: POSTGRES_DB
              value: bakery
            - name: POSTGRES_USER
              value: baker
            - name: POSTGRES_PASSWORD
              valueFrom: {secretKeyRef: {name: shop-database, key: password}}
          readinessProbe:
            exec: {command: [pg_isready]}
          volumeMounts:
            - name: data
              mountPath: /var/lib/postgresql/data
  volumeClaimTemplates:
    - metadata: {name: data}
      spec:
        accessModes: [ReadWriteOnce]
        resources: {requests: {storage: 8Gi}}
---
apiVersion: v1
kind: Service
metadata:
  name: db
spec:
  clusterIP: None
  selector: {app: db}
  ports:
    - port: 5432
`,
};

/** The bakery with one text replaced by another in one file; the text has to be there, once. */
export function changed(path: string, from: string, to: string): Record<string, string> {
  const text = BAKERY[path] ?? '';
  if (text.split(from).length !== 2) throw new Error(`${path} does not hold exactly once: ${from}`);
  return { ...BAKERY, [path]: text.replace(from, () => to) };
}

/** The bakery with one more file. */
export function added(path: string, text: string): Record<string, string> {
  return { ...BAKERY, [path]: text };
}
