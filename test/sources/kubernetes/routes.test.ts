import { describe, expect, test } from 'vitest';
import { readManifest } from './read-manifest.ts';

describe('Ingress', () => {
  function ingress(path: string, annotations = ''): string {
    return `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: shop, annotations: {${annotations}}}
spec:
  rules:
    - host: shop.example.com
      http:
        paths:
          - ${path}
            backend:
              service:
                name: till
                port: {name: http}
`;
  }

  test('each path is a route with its line and its backend', async () => {
    const { routes } = await readManifest(ingress('path: /cart\n            pathType: Prefix'));

    expect(routes).toMatchObject([
      {
        object: 'Ingress/shop',
        host: 'shop.example.com',
        path: '/cart',
        pathType: 'Prefix',
        backend: { service: 'till', port: 'http', at: { line: 13, column: 17 } },
        at: { line: 9, column: 13 },
      },
    ]);
  });

  test.each([
    ['/', '/cart', '/'],
    ['/$2', '/cart(/|$)(.*)', '/'],
    ['/$1', '/cart/(.*)', '/'],
    ['/v2/$3', '/cart(/|$)(.*)', 'unknown'],
  ])('rewrite-target %s of %s gives the backend %s', async (target, path, rewrite) => {
    const { routes } = await readManifest(
      ingress(`path: ${path}`, `nginx.ingress.kubernetes.io/rewrite-target: ${target}`),
    );

    expect(routes[0]?.rewrite).toBe(rewrite);
  });

  test('a path of regular expressions says so', async () => {
    const { routes } = await readManifest(ingress('path: /cart/.*', 'nginx.ingress.kubernetes.io/use-regex: "true"'));

    expect(routes[0]?.pathType).toBe('RegularExpression');
  });

  test('N020 the old form with serviceName and servicePort', async () => {
    const { routes } = await readManifest(`apiVersion: extensions/v1beta1
kind: Ingress
metadata: {name: shop}
spec: {rules: [{http: {paths: [{backend: {serviceName: till, servicePort: 80}}]}}]}
`);

    expect(routes).toMatchObject([
      { path: '/', pathType: 'ImplementationSpecific', backend: { service: 'till', port: 80 } },
    ]);
    expect(routes[0]?.host).toBeUndefined();
  });

  test('the default backend is a route for everything', async () => {
    const { routes } = await readManifest(
      'apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: {name: shop}\nspec: {defaultBackend: {service: {name: till, port: {number: 80}}}}\n',
    );

    expect(routes).toMatchObject([{ path: '/', pathType: 'Prefix', backend: { service: 'till', port: 80 } }]);
  });
});

describe('Gateway API', () => {
  function route(kind: string, rules: string): string {
    return `apiVersion: gateway.networking.k8s.io/v1\nkind: ${kind}\nmetadata: {name: shop}\nspec: {hostnames: [a.example.com, b.example.com], rules: ${rules}}\n`;
  }

  test('an HTTPRoute has one route for each host and match, in the namespace that the backend says', async () => {
    const { routes } = await readManifest(
      route(
        'HTTPRoute',
        '[{matches: [{path: {type: Exact, value: /cart}}, {path: {value: /pay}}], backendRefs: [{name: till, namespace: bakery, port: 80}]}]',
      ),
    );

    expect(routes.map(({ host, path, pathType }) => [host, path, pathType])).toEqual([
      ['a.example.com', '/cart', 'Exact'],
      ['b.example.com', '/cart', 'Exact'],
      ['a.example.com', '/pay', 'Prefix'],
      ['b.example.com', '/pay', 'Prefix'],
    ]);
    expect(routes[0]?.backend).toMatchObject({ service: 'till', namespace: 'bakery', port: 80 });
  });

  test('URLRewrite says what the backend sees', async () => {
    const { routes } = await readManifest(
      route(
        'HTTPRoute',
        '[{filters: [{type: URLRewrite, urlRewrite: {path: {type: ReplacePrefixMatch, replacePrefixMatch: /v1}}}], backendRefs: [{name: till, port: 80}]}]',
      ),
    );

    expect(routes[0]).toMatchObject({ path: '/', pathType: 'Prefix', rewrite: '/v1' });
  });

  test.each([
    [
      'GRPCRoute',
      '[{matches: [{method: {service: shop.Cart, method: Add}}], backendRefs: [{name: till, port: 9000}]}]',
      '/shop.Cart/Add',
      'Exact',
    ],
    ['TLSRoute', '[{backendRefs: [{name: till, port: 443}]}]', '/', 'Prefix'],
    ['TCPRoute', '[{backendRefs: [{name: till, port: 5432}]}]', '/', 'Prefix'],
  ])('%s', async (kind, rules, path, pathType) => {
    const { routes } = await readManifest(route(kind, rules));

    expect(routes[0]).toMatchObject({ path, pathType, backend: { service: 'till' } });
  });

  test('a backend that is no Service is left out', async () => {
    const { routes } = await readManifest(
      route('HTTPRoute', '[{backendRefs: [{kind: ServiceImport, name: till, port: 80}]}]'),
    );

    expect(routes).toEqual([]);
  });
});

describe('others', () => {
  test('an OpenShift Route', async () => {
    const { routes } = await readManifest(
      'apiVersion: route.openshift.io/v1\nkind: Route\nmetadata: {name: shop}\nspec: {host: shop.example.com, path: /cart, to: {kind: Service, name: till}, port: {targetPort: http}}\n',
    );

    expect(routes).toMatchObject([
      { host: 'shop.example.com', path: '/cart', backend: { service: 'till', port: 'http' } },
    ]);
  });

  test('a Traefik IngressRoute', async () => {
    const { routes } = await readManifest(
      'apiVersion: traefik.io/v1alpha1\nkind: IngressRoute\nmetadata: {name: shop}\nspec: {routes: [{match: "Host(`shop.example.com`) && PathPrefix(`/cart`)", services: [{name: till, port: 80}]}]}\n',
    );

    expect(routes).toMatchObject([
      { host: 'shop.example.com', path: '/cart', pathType: 'Prefix', backend: { service: 'till', port: 80 } },
    ]);
  });

  test('an Istio VirtualService behind a gateway', async () => {
    const { routes } = await readManifest(
      'apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata: {name: shop}\nspec: {gateways: [shop], hosts: [shop.example.com], http: [{match: [{uri: {prefix: /cart}}], rewrite: {uri: /}, route: [{destination: {host: till.bakery.svc.cluster.local, port: {number: 80}}}]}]}\n',
    );

    expect(routes).toMatchObject([
      {
        host: 'shop.example.com',
        path: '/cart',
        rewrite: '/',
        backend: { service: 'till', namespace: 'bakery', port: 80 },
      },
    ]);
  });

  test('an Istio VirtualService of the mesh alone is no way in', async () => {
    const { routes } = await readManifest(
      'apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata: {name: shop}\nspec: {hosts: [till], http: [{route: [{destination: {host: till}}]}]}\n',
    );

    expect(routes).toEqual([]);
  });
});
