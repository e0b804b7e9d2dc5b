import type { EffectiveService } from '../effective/service.ts';

/** Variables that lead a framework to configuration which stands in no file of the image. */
const LEADS =
  /^(SPRING_CONFIG_(LOCATION|ADDITIONAL_LOCATION|ADDITIONALLOCATION|IMPORT|NAME)|SPRING_APPLICATION_JSON|SPRING_CLOUD_(CONFIG|CONSUL|VAULT)_\w+|(SMALLRYE|QUARKUS)_CONFIG_LOCATIONS|MICRONAUT_CONFIG_FILES)$/;
const OPTION =
  /(-D|--)(spring\.config\.(location|additional-location|import)|(smallrye|quarkus)\.config\.locations|micronaut\.config\.files)=/;
/** Where frameworks of the JVM look for files beside the program. */
const FILES = /(^|\/)(config|application(-[\w-]+)?\.(ya?ml|properties)|bootstrap(-[\w-]+)?\.(ya?ml|properties))\/?$/;

/** Whether properties may come from files that the side gives to the container, over those that the image brings. */
export function isConfiguredFromOutside({ workload, image, environment }: EffectiveService): boolean {
  const commands = [workload.entrypoint ?? image?.entrypoint, workload.command ?? image?.command];
  const options = ['JAVA_TOOL_OPTIONS', 'JAVA_OPTS', 'JDK_JAVA_OPTIONS'].flatMap((name) => {
    const value = environment.variables.get(name)?.value;
    return value?.kind === 'plain' ? [value.text] : [];
  });
  return (
    workload.mounts.some(({ path }) => FILES.test(path)) ||
    [...environment.variables.keys()].some((name) => LEADS.test(name)) ||
    [...commands.flatMap((command) => command?.words ?? []), ...options].some((text) => OPTION.test(text))
  );
}

/** A name that only a framework's properties go by: `spring.datasource.url`. */
export function isPropertyName(name: string): boolean {
  return /^[a-z][\w-]*(\.[\w[\]"-]+)+$/i.test(name);
}
