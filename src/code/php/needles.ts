import type { Needle } from '../language.ts';

/** Literals that stand in every file which can hold a fact. */
export const NEEDLES: readonly Needle[] = [
  'getenv',
  '_ENV',
  '_SERVER[',
  'env(',
  'Env::',
  'INPUT_ENV',
  'Autowire',
  'Dotenv',
  'config(',
  'Config::',
  'Route',
  'ApiResource',
  'withRouting',
  '->group(',
  '->addRoute(',
  '$app->',
  '$router->',
  '$routes->',
  'Flight::',
];
