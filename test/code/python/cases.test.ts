import { python } from '../../../src/code/python/python.ts';
import { codeCases } from '../../helpers/code-cases.ts';

// N240-N248, N254-N256: each folder is one idiom.
codeCases('fixtures/code/python', [python]);
