const CLUSTER_SCOPED =
  /^(Namespace|Node|PersistentVolume|ClusterRole|ClusterRoleBinding|StorageClass|IngressClass|GatewayClass|PriorityClass|RuntimeClass|CustomResourceDefinition|APIService|CSIDriver|CSINode|VolumeSnapshotClass|(Validating|Mutating)(WebhookConfiguration|AdmissionPolicy|AdmissionPolicyBinding)|ClusterIssuer|ClusterSecretStore|ClusterExternalSecret|ClusterPolicy|ClusterWorkflowTemplate)$/;

/** Whether objects of a kind stand outside of namespaces (N021); kinds nobody knows stand inside. */
export function isClusterScoped(kind: string): boolean {
  return CLUSTER_SCOPED.test(kind);
}
