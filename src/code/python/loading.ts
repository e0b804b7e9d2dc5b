import type { Loading } from '../loading.ts';
import { loadedModules } from './loaded-modules.ts';
import { RUNNERS, started } from './started.ts';
import { subcommands } from './subcommands.ts';

export const loading: Loading = {
  runners: RUNNERS,
  started,
  subcommands,
  loads:
    ({ paths }) =>
    (path, text) =>
      loadedModules(path, text, paths),
  loadsByName:
    /\bimport_module\s*\(\s*(?!['"])|__import__\s*\(\s*(?!['"])|\b(?:iter_modules|walk_packages|entry_points|autodiscover\w*|spec_from_file_location|runpy)\b|DJANGO_SETTINGS_MODULE|INSTALLED_APPS/,
  isProgram: (text) => /^if __name__ == ['"]__main__['"]/m.test(text),
};
