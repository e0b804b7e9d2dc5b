import type { CallSite } from './call.ts';

/** Functions that read one variable and fail without it. */
const READS =
  /^((std::)?env::(var|var_os)|(dotenvy|dotenv)::var|dotenv_codegen::var|(shuttle_)?env_var::get|temp_env::var)$/;

/** Whether a call reads a variable by the name that is its first argument. */
export function isDirectRead({ callee, args }: Pick<CallSite, 'callee' | 'args'>): boolean {
  return args.length > 0 && READS.test(callee);
}

/** Whether a call gives the whole environment. */
export function isWholeEnvironment({ callee }: Pick<CallSite, 'callee'>): boolean {
  return /^((std::)?env::(vars|vars_os)|(dotenvy|dotenv)::vars)$/.test(callee);
}
