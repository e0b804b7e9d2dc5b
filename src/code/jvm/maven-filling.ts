import type { Filling } from './filling.ts';

/** What a pom says of itself, under names that stand for it. */
const OWN = ['version', 'groupId', 'artifactId', 'name', 'description', 'revision', 'sha1', 'changelist'];

/**
 * `<filtering>true</filtering>`: Maven puts its properties in the place of `${…}`; what it does not know stays. Below
 * the parent of Spring Boot it fills `@…@` alone, unless the pom asks for more.
 */
export function mavenFilling(text: string): Filling | undefined {
  const isFiltered = /<filtering>\s*true\s*<\/filtering>/.test(text);
  const isBelowSpring = /<parent>(?:(?!<\/parent>)[\s\S])*spring-boot-starter-parent/.test(text);
  const asksForMore = /<useDefaultDelimiters>\s*true|<resource\.delimiter>|<delimiter>\s*\$/.test(text);
  if (!isFiltered || (isBelowSpring && !asksForMore)) return undefined;
  if (/<filters>\s*<filter>/.test(text)) return { names: 'all' };
  const blocks = [...text.matchAll(/<properties>([\s\S]*?)<\/properties>/g)].map(([, block = '']) => block);
  const declared = blocks.flatMap((block) => [...block.matchAll(/<([A-Za-z_][\w.-]*)>/g)].map(([, name = '']) => name));
  return { names: [...OWN, ...declared] };
}
