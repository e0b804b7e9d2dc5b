import type { EnvironmentRead, ListenPort, ServedRoute } from '../../shape/code-facts.ts';
import { fixed } from '../assembled-text.ts';
import { shownText } from '../shown-text.ts';
import { defaultOf } from '../stand-in.ts';
import { mountedPrefixes } from './annotated-routes.ts';
import { annotationNamed, type JvmAnnotation } from './annotation.ts';
import { isLibrary, type Library, type LibraryBinding } from './build-file.ts';
import type { JvmReader } from './jvm-file.ts';
import { isBuiltBy, propertiesNamed, propertyValue } from './property-table.ts';
import { routePath } from './route-path.ts';

const NOTHING = { reads: [], listens: [], routes: [] };

/** What a Spring Boot application does without a line for it: it asks for its profiles, listens, answers probes. */
export function springBootFacts(reader: JvmReader): {
  readonly reads: readonly EnvironmentRead[];
  readonly listens: readonly ListenPort[];
  readonly routes: readonly ServedRoute[];
} {
  const application = reader.file.classes
    .map(({ annotations }) => annotationNamed(annotations, /^(SpringBootApplication|EnableAutoConfiguration)$/))
    .find((annotation) => annotation !== undefined);
  if (application === undefined) return NOTHING;
  return {
    reads: [profilesRead(application, reader)],
    listens: standardPort(application, reader),
    routes: [...actuatorRoutes(reader), ...libraryRoutes(reader)],
  };
}

function profilesRead(application: JvmAnnotation, { file }: JvmReader): EnvironmentRead {
  return {
    name: 'SPRING_PROFILES_ACTIVE',
    dynamic: false,
    at: file.originOf(application.node),
    need: 'optional',
    when: 'start',
    conditional: false,
    alternatives: ['spring.profiles.active'],
    buildTime: false,
    type: 'list',
    via: 'spring-boot',
  };
}

/** A library of the module itself, or of a build above it. */
function libraryOf(library: Library, { context, file }: JvmReader): LibraryBinding | undefined {
  return context.bindings
    .filter(isLibrary)
    .find((binding) => binding.library === library && isBuiltBy(file.path, binding.path));
}

/** Where nothing names the port it is 8080; code that sets `server.port` itself says another. */
function standardPort(application: JvmAnnotation, reader: JvmReader): ListenPort[] {
  const { file, properties, context } = reader;
  const isWeb =
    libraryOf('spring-web', reader) !== undefined ||
    context.bindings.some(({ name }) => name === 'SpringBootApplication.controller');
  const isSetInCode = /server\.port|WebApplicationType\.NONE|WebServerFactoryCustomizer/.test(file.text);
  const kind = propertiesNamed(properties, 'spring.main.web-application-type')[0]?.text;
  if (!isWeb || isSetInCode || kind === 'none' || propertiesNamed(properties, 'server.port').length > 0) return [];
  const text = propertyValue(properties, 'server.port', fixed('8080'));
  return [{ port: shownText(text, context.secrets), at: file.originOf(application.node) }];
}

function actuatorRoutes(reader: JvmReader): ServedRoute[] {
  const actuator = libraryOf('spring-actuator', reader);
  if (actuator === undefined) return [];
  const path = configuredPath('management.endpoints.web.base-path', 'actuator', reader);
  // On a port of its own it knows nothing of the application's prefix.
  const isApart = propertiesNamed(reader.properties, 'management.server.port').length > 0;
  const prefixes = isApart ? [] : mountedPrefixes(reader, false);
  return ['', '/health', '/health/{group}', '/health/{group}/{part}', '/info'].map((each) => ({
    method: 'GET',
    path: routePath(...prefixes, path, each),
    at: actuator.at,
  }));
}

/** A path of a library's own, where a property says another; `*` where it cannot be told. */
function configuredPath(key: string, standard: string, { properties }: JvmReader): string {
  const [property] = propertiesNamed(properties, key);
  return property ? (defaultOf(propertyValue(properties, property.key)) ?? '*') : standard;
}

function libraryRoutes(reader: JvmReader): ServedRoute[] {
  const prefixes = mountedPrefixes(reader, false);
  const routesOf = (library: Library, paths: readonly string[]) => {
    const found = libraryOf(library, reader);
    return found ? paths.map((path) => ({ method: '*', path: routePath(...prefixes, path), at: found.at })) : [];
  };
  return [
    ...routesOf('spring-open', ['/*']),
    ...routesOf('spring-security', ['/login', '/logout', '/oauth2/authorization/{id}', '/login/oauth2/code/{id}']),
    ...routesOf('springdoc', springdocPaths(reader)),
  ];
}

/** The page leads to its files, which lie in a folder beside it. */
function springdocPaths(reader: JvmReader): string[] {
  const described = configuredPath('springdoc.api-docs.path', '/v3/api-docs', reader);
  const page = configuredPath('springdoc.swagger-ui.path', '/swagger-ui.html', reader);
  const beside = page.replace(/\/?[^/]*\/?$/, '');
  return [
    described,
    `${described}.yaml`,
    `${described}/{group}`,
    page,
    `${beside}/swagger-ui/{file}`,
    `${beside}/webjars/swagger-ui/{file}`,
  ];
}
