import { javascript } from '../../../src/code/javascript/javascript.ts';
import { codeCases } from '../../helpers/code-cases.ts';

codeCases('fixtures/code/javascript', [javascript]);
