import { go } from '../../../src/code/go/go.ts';
import { codeCases } from '../../helpers/code-cases.ts';

codeCases('fixtures/code/go', [go]);
