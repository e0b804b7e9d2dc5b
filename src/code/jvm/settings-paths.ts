/** Configuration of Spring, Quarkus, MicroProfile, Micronaut and Ktor, and the builds that say which libraries are there. */
export const SETTINGS_PATHS =
  /(^|\/)((application|bootstrap)(-[\w-]+)?\.(ya?ml|properties)|META-INF\/microprofile-config\.properties|pom\.xml|build\.gradle(\.kts)?|libs\.versions\.toml)$/;

const BUILD = /(^|\/)(pom\.xml|build\.gradle(\.kts)?|libs\.versions\.toml)$/;

export function isBuildFile(path: string): boolean {
  return BUILD.test(path);
}

/** `application-prod.yml` counts while profile `prod` is active. */
export function profileOfPath(path: string): string | undefined {
  return /(?:application|bootstrap)-([\w-]+)\.\w+$/.exec(path)?.[1];
}
