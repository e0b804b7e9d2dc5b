import type { EffectiveVariable } from '../effective/environment.ts';
import type { EnvironmentRead } from '../shape/code-facts.ts';
import type { LocalLead } from './local-stand-in.ts';
import type { Requirement } from './requirement.ts';
import { sameText } from './same-text.ts';
import { isEnvironmentName, isLabelName, isPlatformVariable, isQuietName, valueClass } from './value-class.ts';
import { defaultText, plainText } from './variables.ts';

/** What it means that the target lacks a variable the code reads. `breaks`: something does not work. */
export type Absence = 'breaks' | 'differs' | 'nothing';

export interface AbsenceCase {
  readonly requirement: Requirement;
  /** What the local side sets; undefined when it sets nothing either. */
  readonly given: EffectiveVariable | undefined;
  /** What it leads to locally and not in the target. */
  readonly lead: LocalLead | undefined;
  /** Without it the service looks for another one in its own pod. */
  readonly fallsBackOnItself: boolean;
}

/** Weighs an absence by what the code does without the value and by what the local side gives it. */
export function weighAbsence({ requirement, given, lead, fallsBackOnItself }: AbsenceCase): Absence {
  const { strictest, isRequired } = requirement;
  if (strictest.enforced === true && isRequired) return 'breaks';
  if (given === undefined && strictest.development && strictest.need === 'required')
    return unchecked(requirement, plainText(strictest.development.value));
  if (given === undefined || given.from === 'image' || lead === 'stand-in') return 'nothing';
  if (isPlatformVariable(requirement.name)) return isLostCredential(requirement, given) ? 'differs' : 'nothing';
  const text = plainText(given.value);
  if (text === '') return 'nothing';
  if (strictest.need === 'required') {
    const absence = unchecked(requirement, text);
    // A provider's own client may find its service without being told.
    return absence === 'breaks' && lead === 'local-only' ? 'differs' : absence;
  }
  if (fallsBackOnItself) return lead === 'local-only' || strictest.conditional ? 'differs' : 'breaks';
  return withDefault(requirement, given);
}

/** Read without a default, and the code goes on with nothing. */
function unchecked({ name, reads, strictest, isRequired }: Requirement, text: string | undefined): Absence {
  if (isQuietName(name) || isEnvironmentName(name)) return 'nothing';
  if (!isRequired || strictest.enforced === true || isLabelName(name)) return 'differs';
  // What is hidden is a credential, or an address with one in it.
  const isName = text === undefined || valueClass(name, [text]) !== 'behaviour';
  return isName || reads.some((read) => isUselessEmpty(read.type)) ? 'breaks' : 'differs';
}

/** NaN, an address of nothing, text that does not parse. */
function isUselessEmpty(type: EnvironmentRead['type']): boolean {
  return type === 'integer' || type === 'number' || type === 'port' || type === 'url' || type === 'json';
}

function withDefault(requirement: Requirement, given: EffectiveVariable): Absence {
  const { name } = requirement;
  const text = plainText(given.value);
  const fallback = defaultText(requirement);
  if (text === undefined) return isLostCredential(requirement, given) ? 'differs' : 'nothing';
  if (fallback === undefined) return withoutKnownDefault(requirement, text);
  if (sameText(text, fallback, requirement.strictest.type)) return 'nothing';
  if (isEnvironmentName(name)) return isForDevelopment(fallback) && !isForDevelopment(text) ? 'differs' : 'nothing';
  return valueClass(name, [text, fallback]) === 'own' ? 'nothing' : 'differs';
}

/** Clients of a cloud take an identity of the pod where they are given no keys. */
const CLOUD_KEYS = /^(AWS|AZURE|ARM|GOOGLE|GCP|GCLOUD)_/;

/** A credential that stands locally, and nothing in its place: what it opens is off. */
function isLostCredential(requirement: Requirement, { value }: EffectiveVariable): boolean {
  if (value.kind !== 'secret' || value.secret.facets.empty || value.secret.facets.placeholder) return false;
  if (CLOUD_KEYS.test(requirement.name) || requirement.reads.some((read) => read.default?.value === 'computed'))
    return false;
  return (defaultText(requirement) ?? '') === '' && !hasHiddenDefault(requirement);
}

function hasHiddenDefault({ reads }: Requirement): boolean {
  return reads.some(({ default: fallback }) => typeof fallback?.value === 'object' && fallback.value.kind !== 'plain');
}

/** Optional, without a default that can be read: only a behaviour that is switched on is worth a word. */
function withoutKnownDefault({ name, reads }: Requirement, text: string): Absence {
  if (reads.some((read) => read.default?.value === 'computed')) return 'nothing';
  const isOff = /^(false|0|no|off)$/i.test(text);
  return !isOff && valueClass(name, [text]) === 'behaviour' ? 'differs' : 'nothing';
}

function isForDevelopment(text: string): boolean {
  return /^(dev|local|debug|test)/i.test(text);
}
