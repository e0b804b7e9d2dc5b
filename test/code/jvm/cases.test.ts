import { jvm } from '../../../src/code/jvm/jvm.ts';
import { codeCases } from '../../helpers/code-cases.ts';

// N240-N248, N252, N254-N256: each folder is one idiom.
codeCases('fixtures/code/jvm', [jvm]);
