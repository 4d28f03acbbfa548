# Kubernetes and Helm. Facts are from the Kubernetes documentation and that of the
# hashicorp/kubernetes, hashicorp/helm and gavinbunney/kubectl providers.

type "kubernetes_namespace" {
  aliases  = ["kubernetes_namespace_v1"]
  class    = "container"
  loses    = "everything in the namespace: workloads, secrets and volume claims"
  recovery = "lost"
  advice   = "List what is in it: kubectl get all,secret,configmap,pvc --namespace NAME."
}

type "kubernetes_persistent_volume_claim" {
  aliases  = ["kubernetes_persistent_volume_claim_v1"]
  class    = "data-store"
  loses    = "the claim; whether the data behind it goes too is decided by the volume's reclaim policy"
  recovery = "unknown"
  safe     = ["spec.resources.requests"]
  advice   = "Look at the reclaim policy: kubectl get pv."
}

type "kubernetes_persistent_volume" {
  aliases  = ["kubernetes_persistent_volume_v1"]
  class    = "data-store"
  loses    = "the volume, and with the reclaim policy Delete the storage behind it"
  recovery = "unknown"

  case "spec[0].persistent_volume_reclaim_policy" {
    equals = "Retain"
    tier   = "recreatable"
    why    = "the reclaim policy is Retain: the storage behind it stays"
  }

  circumstance "spec[0].persistent_volume_reclaim_policy" {
    equals = "Retain"
    points = -15
    rule   = "retained"
    why    = "the reclaim policy is Retain: the storage behind it stays"
  }
}

type "kubernetes_storage_class" {
  aliases = ["kubernetes_storage_class_v1"]
  class   = "glue"
  loses   = "the class: new claims that name it wait"
}

type "kubernetes_stateful_set" {
  aliases = ["kubernetes_stateful_set_v1"]
  class   = "service"
  loses   = "the pods; volume claims made from its templates stay by default"
}

type "kubernetes_deployment" {
  aliases = ["kubernetes_deployment_v1"]
  class   = "service"
  loses   = "the pods: the service is down until new ones are ready"
}

type "kubernetes_daemonset" {
  aliases = ["kubernetes_daemon_set_v1"]
  class   = "service"
  loses   = "the pods on every node"
}

type "kubernetes_replication_controller" {
  aliases = ["kubernetes_replication_controller_v1"]
  class   = "compute"
  loses   = "the pods"
}

type "kubernetes_pod" {
  aliases = ["kubernetes_pod_v1"]
  class   = "compute"
  loses   = "the pod with everything on its own disk"
}

type "kubernetes_job" {
  aliases = ["kubernetes_job_v1"]
  class   = "compute"
  loses   = "the job's pods and their logs"
}

type "kubernetes_cron_job" {
  aliases = ["kubernetes_cron_job_v1"]
  class   = "compute"
  loses   = "the schedule and the jobs that it made"
}

type "kubernetes_service" {
  aliases = ["kubernetes_service_v1"]
  class   = "traffic"
  loses   = "the service's address; a balancer in front of it goes too"
}

type "kubernetes_ingress" {
  aliases = ["kubernetes_ingress_v1"]
  class   = "traffic"
  loses   = "the routes from outside; its balancer may go too"
}

type "kubernetes_ingress_class" {
  aliases = ["kubernetes_ingress_class_v1"]
  class   = "traffic"
  loses   = "the class: controllers drop the routes that name it"
}

type "kubernetes_endpoints" {
  aliases = ["kubernetes_endpoints_v1"]
  class   = "glue"
  loses   = "the addresses behind a service"
}

type "kubernetes_network_policy" {
  aliases  = ["kubernetes_network_policy_v1"]
  class    = "network-rule"
  loses    = "a packet filter: what it refused is allowed, unless another policy covers the pods"
  recovery = "reversible"
}

type "kubernetes_secret" {
  aliases  = ["kubernetes_secret_v1"]
  class    = "identity"
  loses    = "the secret, which comes from the configuration; pods that start later fail without it"
  recovery = "recreatable"
}

type "kubernetes_config_map" {
  aliases = ["kubernetes_config_map_v1"]
  class   = "glue"
  loses   = "the settings, which come from the configuration; pods that start later fail without them"
}

type "kubernetes_config_map_v1_data" {
  class  = "glue"
  loses  = "entries in settings that something else owns, such as the map of who may sign in"
  advice = "aws-auth and coredns live in such maps: a wrong entry locks out nodes or people."
}

type "kubernetes_service_account" {
  aliases = ["kubernetes_service_account_v1"]
  class   = "identity"
  loses   = "the account and its tokens: pods that use it can't start"
}

type "kubernetes_role" {
  aliases  = ["kubernetes_role_v1", "kubernetes_cluster_role", "kubernetes_cluster_role_v1"]
  class    = "identity"
  loses    = "the permissions of everyone bound to it"
  recovery = "reversible"
}

type "kubernetes_role_binding" {
  aliases  = ["kubernetes_role_binding_v1", "kubernetes_cluster_role_binding", "kubernetes_cluster_role_binding_v1"]
  class    = "identity"
  loses    = "a subject's role"
  recovery = "reversible"
}

type "kubernetes_horizontal_pod_autoscaler" {
  aliases = ["kubernetes_horizontal_pod_autoscaler_v1", "kubernetes_horizontal_pod_autoscaler_v2"]
  class   = "glue"
  loses   = "a scaling rule"
}

type "kubernetes_pod_disruption_budget" {
  aliases = ["kubernetes_pod_disruption_budget_v1"]
  class   = "glue"
  loses   = "the brake on evictions"
}

type "kubernetes_priority_class" {
  aliases = ["kubernetes_priority_class_v1"]
  class   = "glue"
  loses   = "a priority; pods that name it can't start"
}

type "kubernetes_resource_quota" {
  aliases = ["kubernetes_resource_quota_v1", "kubernetes_limit_range", "kubernetes_limit_range_v1"]
  class   = "glue"
  loses   = "a limit of a namespace"
}

type "kubernetes_validating_webhook_configuration" {
  aliases  = ["kubernetes_validating_webhook_configuration_v1", "kubernetes_mutating_webhook_configuration", "kubernetes_mutating_webhook_configuration_v1"]
  class    = "other"
  loses    = "a gate before every change of its objects"
  recovery = "reversible"
}

type "kubernetes_api_service" {
  aliases  = ["kubernetes_api_service_v1"]
  class    = "other"
  loses    = "an API that an add-on serves, such as metrics"
  recovery = "reversible"
}

type "kubernetes_labels" {
  class   = "glue"
  loses   = "labels on an object that something else owns"
  matters = ["labels"]
}

type "kubernetes_annotations" {
  class = "glue"
  loses = "annotations on an object that something else owns"
}

type "kubernetes_manifest" {
  class    = "other"
  loses    = "the object that the manifest describes"
  recovery = "unknown"

  circumstance "manifest.kind" {
    equals = "CustomResourceDefinition"
    points = 30
    rule   = "takes-content"
    why    = "it is a CustomResourceDefinition: every object of that kind goes too"
  }

  circumstance "manifest.kind" {
    equals = "Namespace"
    points = 35
    rule   = "takes-content"
    why    = "it is a Namespace: everything in it goes too"
  }

  circumstance "manifest.kind" {
    equals = "PersistentVolumeClaim"
    points = 25
    rule   = "takes-content"
    why    = "it is a PersistentVolumeClaim: the data behind it may go too"
  }
}

type "kubectl_manifest" {
  class    = "other"
  loses    = "the object that the manifest describes"
  recovery = "unknown"
  opaque   = true
}

type "helm_release" {
  class    = "service"
  loses    = "everything that the chart made, except what it asks to keep; claims of stateful sets stay by default"
  recovery = "unknown"
  opaque   = true
  advice   = "Compare the rendered charts: helm get manifest NAME against helm template."
}
