import type { EffectiveVariable } from '../effective/environment.ts';
import { effectiveProcess } from '../effective/process.ts';
import type { EffectiveService } from '../effective/service.ts';
import { parseImageName } from '../normalise/image-name.ts';
import type { ListenPort } from '../shape/code-facts.ts';
import type { Origin } from '../shape/origin.ts';

export interface PlacedPort {
  readonly port: number;
  readonly at: Origin;
}

/** Whether a program listens where the variables of ASP.NET say. */
export function isAspNet({ port }: ListenPort): boolean {
  return port.kind === 'variable' && port.name === 'ASPNETCORE_URLS';
}

/** Addresses of the configuration, which stand before those of the variables. */
export function overridesAspNet({ port }: ListenPort): boolean {
  return port.kind === 'variable' && /^(Kestrel__Endpoints__\w+|urls)$/i.test(port.name);
}

/** The ports of an ASP.NET program: its command line, its variables, else what its base image says; empty when unknown. */
export function aspNetPorts(side: EffectiveService, listen: ListenPort): readonly PlacedPort[] {
  const told = ofCommand(side) ?? ofVariables(side);
  if (told !== undefined) return told;
  const standard = side.environment.openImports.length > 0 ? undefined : ofBaseImage(side);
  return standard === undefined ? [] : [{ port: standard, at: listen.at }];
}

/** `dotnet Shop.dll --urls http://+:5000` */
function ofCommand({ workload, image }: EffectiveService): readonly PlacedPort[] | undefined {
  const process = effectiveProcess(workload, image);
  const words = process?.words.flatMap((word) => word.split(/\s+/)) ?? [];
  const at = words.findIndex((word) => /^(--|\/)urls(=|$)/i.test(word));
  if (process === undefined || at < 0) return undefined;
  const text = words[at]?.split('=')[1] ?? words[at + 1] ?? '';
  return portsOfUrls(text.replace(/["']/g, '')).map((port) => ({ port, at: process.at }));
}

function ofVariables(side: EffectiveService): readonly PlacedPort[] | undefined {
  const urls = firstOf(side, /^(ASPNETCORE_URLS|DOTNET_URLS|URLS)$/i);
  if (urls) return placed(urls, portsOfUrls);
  const http = firstOf(side, /^(ASPNETCORE_|DOTNET_)?HTTP_PORTS$/i);
  const https = firstOf(side, /^(ASPNETCORE_|DOTNET_)?HTTPS_PORTS$/i);
  if (http === undefined && https === undefined) return undefined;
  return [...(http ? placed(http, portsOfList) : []), ...(https ? placed(https, portsOfList) : [])];
}

function firstOf({ environment }: EffectiveService, name: RegExp): EffectiveVariable | undefined {
  return [...environment.variables.values()].find((variable) => name.test(variable.name) && !isEmpty(variable));
}

function isEmpty({ value }: EffectiveVariable): boolean {
  return value.kind === 'plain' && value.text === '';
}

function placed({ value, at }: EffectiveVariable, read: (text: string) => readonly number[]): PlacedPort[] {
  return value.kind === 'plain' ? read(value.text).map((port) => ({ port, at })) : [];
}

/** `http://+:80;https://+:443` */
function portsOfUrls(text: string): number[] {
  return text.split(/[;,]/).flatMap((url) => {
    const match = /^\s*(https?):\/\/(?:\[[^\]]*\]|[^:/]*)(?::(\d+))?/.exec(url);
    return match === null ? [] : [Number(match[2] ?? (match[1] === 'https' ? 443 : 80))];
  });
}

function portsOfList(text: string): number[] {
  return text.split(/[;,]/).flatMap((part) => (/^\s*\d+\s*$/.test(part) ? [Number(part)] : []));
}

/** The images of .NET set port 80 until version 7, and 8080 from version 8 on; those of the SDK set none. */
function ofBaseImage({ workload, image }: EffectiveService): number | undefined {
  const name = parseImageName(image?.base ?? workload.image?.text ?? '');
  const isRuntime =
    name !== undefined && /(^|\/)dotnet\/(core\/|nightly\/)?(aspnet|runtime|runtime-deps)$/.test(name.repository);
  const version = Number(/^(\d+)/.exec(name?.tag ?? '')?.[1]);
  return isRuntime && version > 0 ? (version >= 8 ? 8080 : 80) : undefined;
}
