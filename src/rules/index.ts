import { bucketMismatch } from './bucket/mismatch.ts';
import { configMissing } from './config/missing.ts';
import { configmapKeyMissing } from './configmap/key-missing.ts';
import { configmapMissing } from './configmap/missing.ts';
import { dbName } from './db/name.ts';
import { endpointCredentials } from './endpoint/credentials.ts';
import { endpointUnresolved } from './endpoint/unresolved.ts';
import { envBuildTime } from './env/build-time.ts';
import { envExtra } from './env/extra.ts';
import { envLocalhost } from './env/localhost.ts';
import { envMissing } from './env/missing.ts';
import { envName } from './env/name.ts';
import { envOrder } from './env/order.ts';
import { envServiceLink } from './env/service-link.ts';
import { envType } from './env/type.ts';
import { envUndeclared } from './env/undeclared.ts';
import { envValue } from './env/value.ts';
import { imageCommand } from './image/command.ts';
import { imageStage } from './image/stage.ts';
import { imageTag } from './image/tag.ts';
import { imageVersion } from './image/version.ts';
import { ingressBackendMissing } from './ingress/backend-missing.ts';
import { ingressPath } from './ingress/path.ts';
import { ingressPort } from './ingress/port.ts';
import { namespaceMismatch } from './namespace/mismatch.ts';
import { portMismatch } from './port/mismatch.ts';
import { probeMismatch } from './probe/mismatch.ts';
import { probeMissing } from './probe/missing.ts';
import { queueMismatch } from './queue/mismatch.ts';
import { queueUndeclared } from './queue/undeclared.ts';
import { resourcesMismatch } from './resources/mismatch.ts';
import { routeMismatch } from './route/mismatch.ts';
import type { Rule } from './rule.ts';
import { scheduleMismatch } from './schedule/mismatch.ts';
import { secretInConfigmap } from './secret/in-configmap.ts';
import { secretKeyMissing } from './secret/key-missing.ts';
import { secretLiteral } from './secret/literal.ts';
import { secretMissing } from './secret/missing.ts';
import { secretNamespace } from './secret/namespace.ts';
import { serviceExtra } from './service/extra.ts';
import { serviceMissing } from './service/missing.ts';
import { serviceNoEndpoints } from './service/no-endpoints.ts';
import { serviceSelector } from './service/selector.ts';
import { serviceaccountMissing } from './serviceaccount/missing.ts';
import { sourceSuspicious } from './source/suspicious.ts';
import { sourceUnreadable } from './source/unreadable.ts';
import { sourceUnrendered } from './source/unrendered.ts';
import { sourceUnresolved } from './source/unresolved.ts';
import { timeoutMismatch } from './timeout/mismatch.ts';
import { volumeClaimMissing } from './volume/claim-missing.ts';
import { volumeEphemeral } from './volume/ephemeral.ts';
import { volumeExtra } from './volume/extra.ts';
import { volumeMissing } from './volume/missing.ts';
import { volumePath } from './volume/path.ts';

/** Every rule, sorted by id. */
export const RULES: readonly Rule[] = [
  bucketMismatch,
  configMissing,
  configmapKeyMissing,
  configmapMissing,
  dbName,
  endpointCredentials,
  endpointUnresolved,
  envBuildTime,
  envExtra,
  envLocalhost,
  envMissing,
  envName,
  envOrder,
  envServiceLink,
  envType,
  envUndeclared,
  envValue,
  imageCommand,
  imageStage,
  imageTag,
  imageVersion,
  ingressBackendMissing,
  ingressPath,
  ingressPort,
  namespaceMismatch,
  portMismatch,
  probeMismatch,
  probeMissing,
  queueMismatch,
  queueUndeclared,
  resourcesMismatch,
  routeMismatch,
  scheduleMismatch,
  secretInConfigmap,
  secretKeyMissing,
  secretLiteral,
  secretMissing,
  secretNamespace,
  serviceExtra,
  serviceMissing,
  serviceNoEndpoints,
  serviceSelector,
  serviceaccountMissing,
  sourceSuspicious,
  sourceUnreadable,
  sourceUnrendered,
  sourceUnresolved,
  timeoutMismatch,
  volumeClaimMissing,
  volumeEphemeral,
  volumeExtra,
  volumeMissing,
  volumePath,
];
