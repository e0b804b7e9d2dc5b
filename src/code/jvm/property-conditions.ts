import type { ExportedBinding } from '../language.ts';
import { ancestorsOf, type Syntax } from '../syntax.ts';
import { annotationNamed, type JvmAnnotation } from './annotation.ts';
import type { JvmReader } from './jvm-file.ts';
import { classesAround } from './model.ts';
import { moduleOf, type Property } from './property-table.ts';

/** Says to the code of a service that it has configuration files, and whether they are all of its configuration. */
export interface SettingsMark extends ExportedBinding {
  readonly language: 'jvm';
  readonly settings: 'whole' | 'partly';
}

function isMark(binding: ExportedBinding): binding is SettingsMark {
  return 'settings' in binding;
}

/** Words that code which asks for properties holds in its imports. */
const FRAMEWORKS = ['springframework', 'micronaut', 'microprofile', 'smallrye', 'quarkus'];

export function settingsMarks(path: string, properties: readonly Property[]): SettingsMark[] {
  const settings = properties.some(({ key }) => namesOtherSource(key)) ? 'partly' : 'whole';
  return FRAMEWORKS.map((name) => ({
    language: 'jvm',
    name: `${name}.settings`,
    path,
    value: { kind: 'computed' },
    settings,
  }));
}

/** A configuration server, or files from outside. */
export function namesOtherSource(key: string): boolean {
  return /^spring\.(config\.(import|location|additional-?location)|cloud\.(config|consul|vault|kubernetes|nacos|zookeeper)\.)/.test(
    key,
  );
}

/** Whether properties may come from where nobody looks: a configuration server, or no files are known at all. */
export function hasOtherSources({ context, file }: JvmReader): boolean {
  const marks = context.bindings.filter(isMark);
  const near = marks.filter(({ path }) => moduleOf(path) === moduleOf(file.path));
  const seen = near.length > 0 ? near : marks;
  return seen.length === 0 || seen.some(({ settings }) => settings === 'partly');
}

const CONDITION = /^(ConditionalOn\w+|Conditional|Profile|IfBuildProfile|IfBuildProperty|LookupIfProperty|Requires)$/;
/** Without one of these nothing makes an object of the class, and nothing is injected. */
const BEAN =
  /(Component|Service|Repository|Controller|Configuration|Application|Advice|Scoped|Singleton|Named|Bean|Path|Factory|Resource|ConfigurationProperties|ConfigMapping|Prototype|Endpoint|Listener|Enable\w+)$/;

/** Whether a place counts under a condition: a profile, a property, a configuration that is itself conditional. */
export function isConditional(node: Syntax, reader: JvmReader): boolean {
  const around = classesAround(reader.file, node);
  if (around.some(({ annotations }) => annotationNamed(annotations, CONDITION))) return true;
  if (reader.context.bindings.some(({ name }) => around.some((each) => name === `${each.name}.${CONDITIONAL}`)))
    return true;
  const isOfMethod = [...ancestorsOf(node)].some((each) =>
    annotationNamed(reader.file.annotationsAt.get(each) ?? [], CONDITION),
  );
  const [own] = around;
  return isOfMethod || (own !== undefined && !around.some(({ annotations }) => annotationNamed(annotations, BEAN)));
}

const CONDITIONAL = '@conditional';

/** `@EnableConfigurationProperties(CakeSettings.class)` on a class that counts under a condition. */
export function conditionalClasses({ file }: JvmReader): ExportedBinding[] {
  return file.classes.flatMap(({ annotations }) => {
    const enabled = annotationNamed(annotations, /^EnableConfigurationProperties$/);
    if (enabled === undefined || annotationNamed(annotations, CONDITION) === undefined) return [];
    return classNamesIn(enabled).map((name) => ({
      name: `${name}.${CONDITIONAL}`,
      path: file.path,
      value: { kind: 'computed' as const },
    }));
  });
}

function classNamesIn({ node }: JvmAnnotation): string[] {
  return [...node.text.matchAll(/(\w+)(?:\.class|::class)/g)].map(([, name = '']) => name);
}
