import { type CodeFacts, noCodeFacts } from '../../shape/code-facts.ts';
import type { Origin } from '../../shape/origin.ts';
import { positionsOf } from '../../text/position.ts';
import { fixed } from '../assembled-text.ts';
import type { ExportedBinding, FileReader, ReadContext } from '../language.ts';
import { shownText } from '../shown-text.ts';
import { fillingsOf } from './build-filling.ts';
import { moduleOf, propertiesNamed, propertyTable, propertyValue } from './property-table.ts';
import { routePath } from './route-path.ts';

/** A library that the build names and that brings routes or a port of its own. */
export interface LibraryBinding extends ExportedBinding {
  readonly language: 'jvm';
  readonly library: Library;
  readonly at: Origin;
}

export type Library = 'spring-web' | 'spring-actuator' | 'spring-security' | 'spring-open' | 'springdoc';

export function isLibrary(binding: ExportedBinding): binding is LibraryBinding {
  return 'library' in binding;
}

/** Artifacts of Maven and Gradle, with dashes; a catalogue writes the same names with dots. */
const LIBRARIES: readonly (readonly [RegExp, Library])[] = [
  [
    /spring[-.](boot[-.]starter[-.](web|webflux|webmvc|jersey|data[-.]rest|web[-.]services|graphql)|cloud[-.]starter[-.](gateway|netflix[-.]eureka[-.]server)|cloud[-.]config[-.]server)(?![\w]|-(?!server|mvc))/g,
    'spring-web',
  ],
  [/spring[-.]boot[-.]starter[-.]actuator(?![\w-])/g, 'spring-actuator'],
  [/spring[-.]boot[-.]starter[-.](security|oauth2[-.]client)(?![\w-])/g, 'spring-security'],
  // What these serve stands in no line of the service's own code.
  [
    /spring[-.]boot[-.]starter[-.](data[-.]rest|web[-.]services)|spring[-.]cloud[-.](config[-.]server|starter[-.]netflix[-.](eureka[-.]server|zuul))|spring[-.]boot[-.]admin[-.](starter[-.])?server|authorization[-.]server|vaadin[-.]spring|camel[-.]servlet/g,
    'spring-open',
  ],
  [/springdoc[-.]openapi[-.][\w.-]+/g, 'springdoc'],
];

interface ServerLibrary {
  readonly pattern: RegExp;
  readonly port?: { readonly key: string; readonly standard: string };
  readonly routes?: readonly string[];
}

/** What Quarkus and Micronaut serve without a line of code. */
const SERVERS: readonly ServerLibrary[] = [
  {
    pattern: /quarkus-(rest|resteasy|vertx-http|reactive-routes|spring-web|undertow)(?=[\w-]*["'<:])/,
    port: { key: 'quarkus.http.port', standard: '8080' },
  },
  {
    // What a tool makes of a description stands in no file.
    pattern: /openapi-generator|swagger-codegen/,
    routes: ['/*'],
  },
  {
    pattern: /quarkus-(smallrye-openapi|micrometer-registry-prometheus)/,
    routes: ['/q/openapi', '/q/swagger-ui', '/q/metrics'],
  },
  {
    pattern: /quarkus-smallrye-health/,
    routes: ['/q/health', '/q/health/live', '/q/health/ready', '/q/health/started', '/q/health/well'],
  },
  {
    pattern: /micronaut-http-server[\w-]*|io\.micronaut\.application/,
    port: { key: 'micronaut.server.port', standard: '8080' },
  },
  {
    pattern: /micronaut-management|micronaut\.management/,
    routes: ['/health', '/health/liveness', '/health/readiness'],
  },
];

/** pom.xml, build.gradle: which libraries a module has. */
export function buildFile({ path, text: whole }: { readonly path: string; readonly text: string }): FileReader {
  const text = withoutRemarks(whole);
  const positionOf = positionsOf(whole);
  const originOf = (offset: number): Origin => ({ source: 'jvm', path, ...positionOf(offset) });
  const libraries = LIBRARIES.flatMap(([pattern, library]) => {
    const match = [...text.matchAll(pattern)][0];
    return match ? [bindingOf(library, path, originOf(match.index))] : [];
  });
  const fillings = fillingsOf(path, text);
  return (context) => ({
    facts: serverFacts({ path, text, originOf }, context),
    helpers: [],
    bindings: [...libraries, ...fillings],
    problems: [],
  });
}

/** Remarks blanked, so that places stay right. */
function withoutRemarks(text: string): string {
  return text.replace(/<!--[\s\S]*?-->|^[ \t]*\/\/.*$|^[ \t]*#.*$/gm, (remark) => remark.replace(/[^\n]/g, ' '));
}

function bindingOf(library: Library, path: string, at: Origin): LibraryBinding {
  return { language: 'jvm', name: `SpringBootApplication.${library}`, path, value: { kind: 'computed' }, library, at };
}

interface BuildText {
  readonly path: string;
  readonly text: string;
  readonly originOf: (offset: number) => Origin;
}

function serverFacts({ path, text, originOf }: BuildText, { bindings, secrets, mounts }: ReadContext): CodeFacts {
  const table = propertyTable(path, [], bindings);
  const outer = (mounts ?? [])
    .filter((mount) => mount.target === '' && mount.name === undefined && moduleOf(mount.path) === moduleOf(path))
    .map(({ prefix }) => prefix);
  const found = SERVERS.flatMap((server) => {
    const match = server.pattern.exec(text);
    return match ? [{ ...server, at: originOf(match.index) }] : [];
  });
  return {
    ...noCodeFacts(),
    // Where a file names the port, the file itself says so.
    listens: found.flatMap(({ port, at }) => {
      if (port === undefined || propertiesNamed(table, port.key).length > 0) return [];
      const text = propertyValue(table, port.key, fixed(port.standard));
      return [{ port: shownText(text, secrets), at }];
    }),
    routes: found.flatMap(({ routes = [], at }) =>
      routes.map((route) => ({ method: 'GET', path: routePath(...outer, route), at })),
    ),
  };
}
