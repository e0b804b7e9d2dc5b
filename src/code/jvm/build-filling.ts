import type { ExportedBinding } from '../language.ts';
import type { FillingBinding } from './filling.ts';
import { gradleFillings } from './gradle-filling.ts';
import { mavenFilling } from './maven-filling.ts';

/** Bindings are found by a word of the file that uses them: of these, files of configuration hold one. */
const WORDS = ['spring', 'server', 'management', 'logging', 'info', 'app', 'application', 'quarkus', 'micronaut'];

/** What pom.xml or build.gradle fills in. */
export function fillingsOf(path: string, text: string): ExportedBinding[] {
  const maven = path.endsWith('pom.xml') ? mavenFilling(text) : undefined;
  const fillings = maven ? [maven] : gradleFillings(text);
  return fillings.flatMap((filling) => {
    const words = filling.names === 'all' ? WORDS : filling.names.map((name) => name.split('.')[0] ?? name);
    return [...new Set(words)].map(
      // `.@build` keeps them apart from the properties of these names.
      (word): FillingBinding => ({
        language: 'jvm',
        name: `${word}.@build`,
        path,
        value: { kind: 'computed' },
        usedBeside: '${',
        filling,
      }),
    );
  });
}
