import { noCodeFacts } from '../../shape/code-facts.ts';
import type { ExportedBinding, FileReader, ReadContext, RouteMount, SettingsFiles } from '../language.ts';
import { defaultOf } from '../stand-in.ts';
import { buildFile } from './build-file.ts';

import { fileReads } from './file-reads.ts';
import { asBuilt } from './filling.ts';
import { propertiesOf } from './properties-of.ts';
import { settingsMarks } from './property-conditions.ts';
import { propertyFacts } from './property-facts.ts';
import { expanded, type Property, type PropertyBinding, type PropertyTable, propertyTable } from './property-table.ts';
import { isBuildFile, SETTINGS_PATHS } from './settings-paths.ts';

/** application.yml and its kin, and what the build says of the libraries. */
export const settings: SettingsFiles = {
  paths: SETTINGS_PATHS,
  reader(file): FileReader {
    if (isBuildFile(file.path)) return buildFile(file);
    const { properties: written, problems } = propertiesOf(file);
    return (context: ReadContext) => {
      const properties = asBuilt(written, context.bindings);
      const table = propertyTable(file.path, properties, context.bindings);
      const own = { path: file.path, properties, table, context };
      return {
        facts: { ...noCodeFacts(), ...propertyFacts(own), reads: fileReads(own) },
        helpers: [],
        bindings: [...properties.flatMap(bindingsOf), ...settingsMarks(file.path, properties)],
        mounts: mountsOf(properties, table),
        problems,
      };
    };
  },
};

/** What a settings file is read from: its own properties, and the table with those of the files beside it. */
export interface SettingsReading {
  readonly path: string;
  readonly properties: readonly Property[];
  readonly table: PropertyTable;
  readonly context: ReadContext;
}

/** Settings that the class with @SpringBootApplication asks for, which need not name them. */
const OF_THE_APPLICATION =
  /^(server\.port|server\.address|management\.server\.port|management\.endpoints\.web\.base-?path|spring\.main\.web-?application-?type|springdoc\.(api-?docs|swagger-?ui)\.path)$/i;

/** Bindings are found by the first word of their names: a property by its own, and some by a word that their user holds. */
function bindingsOf(property: Property): ExportedBinding[] {
  const made = (name: string): PropertyBinding => ({
    language: 'jvm',
    name,
    path: property.at.path,
    value: { kind: 'computed' },
    property,
  });
  const aliased = OF_THE_APPLICATION.test(property.key) ? [made(`SpringBootApplication.${property.key}`)] : [];
  return [made(property.key), ...aliased];
}

const PREFIX =
  /^(server\.servlet\.context-?path|spring\.webflux\.base-?path|spring\.mvc\.servlet\.path|quarkus\.http\.root-?path|quarkus\.(rest|resteasy|resteasy-reactive)\.path|micronaut\.server\.context-?path)$/i;

/** What stands before every route of the module; `/*` where it cannot be told. */
function mountsOf(properties: readonly Property[], table: PropertyTable): RouteMount[] {
  return properties.flatMap(({ key, text, profile, at }) => {
    if (!PREFIX.test(key)) return [];
    const prefix = profile === undefined ? defaultOf(expanded(table, text)) : undefined;
    const path = prefix === undefined ? '/*' : `/${prefix.replace(/^\/+|\/+$/g, '')}`;
    const isJax = /^quarkus\.rest/.test(key);
    return path === '/' ? [] : [{ prefix: path, target: '', path: at.path, ...(isJax && { name: 'jax-rs' }) }];
  });
}
