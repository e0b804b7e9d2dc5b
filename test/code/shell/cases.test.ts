import { shell } from '../../../src/code/shell/shell.ts';
import { codeCases } from '../../helpers/code-cases.ts';

// N241, N253: each folder is one idiom.
codeCases('fixtures/code/shell', [shell]);
