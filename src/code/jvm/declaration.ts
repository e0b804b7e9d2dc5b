import type { Syntax } from '../syntax.ts';

const CLASS =
  /^(class_declaration|record_declaration|interface_declaration|enum_declaration|object_declaration|companion_object|annotation_type_declaration)$/;
const METHOD =
  /^(method_declaration|constructor_declaration|compact_constructor_declaration|function_declaration|secondary_constructor)$/;

export function isClass(node: Syntax): boolean {
  return CLASS.test(node.type);
}

export function isMethod(node: Syntax): boolean {
  return METHOD.test(node.type);
}
