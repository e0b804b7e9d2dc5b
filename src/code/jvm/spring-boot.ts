import type { EnvironmentRead, ListenPort, ServedRoute } from '../../shape/code-facts.ts';
import { fixed } from '../assembled-text.ts';
import { shownText } from '../shown-text.ts';
import { defaultOf } from '../stand-in.ts';
import { mountedPrefixes } from './annotated-routes.ts';
import { annotationNamed, type JvmAnnotation } from './annotation.ts';
import { isLibrary, type Library, type LibraryBinding } from './build-file.ts';
import type { JvmReader } from './jvm-file.ts';
import { moduleOf, propertiesNamed, propertyValue } from './property-table.ts';
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
  const module = `${moduleOf(file.path)}/`;
  return context.bindings.filter(isLibrary).find((binding) => {
    const folder = moduleOf(binding.path).replace(/\/gradle$/, '');
    return binding.library === library && (folder === '' || folder === 'gradle' || module.startsWith(`${folder}/`));
  });
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
  const { properties } = reader;
  const base = propertiesNamed(properties, 'management.endpoints.web.base-path')[0];
  const path = base ? (defaultOf(propertyValue(properties, base.key)) ?? '*') : 'actuator';
  // On a port of its own it knows nothing of the application's prefix.
  const isApart = propertiesNamed(properties, 'management.server.port').length > 0;
  const prefixes = isApart ? [] : mountedPrefixes(reader, false);
  return ['', '/health', '/health/{group}', '/health/{group}/{part}', '/info'].map((each) => ({
    method: 'GET',
    path: routePath(...prefixes, path, each),
    at: actuator.at,
  }));
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
    ...routesOf('springdoc', ['/v3/api-docs', '/v3/api-docs/{group}', '/swagger-ui/{file}', '/swagger-ui.html']),
  ];
}
