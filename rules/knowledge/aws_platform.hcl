# AWS: what runs programs, builds them or keeps them running. Facts are from the
# documentation of the services and that of the hashicorp/aws provider.

type "aws_ecs_capacity_provider" {
  class = "glue"
  loses = "the tie between a cluster and its instances; ECS refuses to delete one in use"
}

type "aws_ecs_cluster_capacity_providers" {
  class    = "glue"
  loses    = "the providers that tasks of the cluster are placed on; ECS refuses while services use them"
  recovery = "reversible"
}

type "aws_ecs_account_setting_default" {
  class    = "glue"
  loses    = "a default of the account in this region"
  recovery = "reversible"
}

type "aws_ecs_task_set" {
  class = "service"
  loses = "the running tasks of the set"
}

type "aws_ecr_replication_configuration" {
  aliases  = ["aws_ecr_pull_through_cache_rule", "aws_ecr_registry_scanning_configuration"]
  class    = "glue"
  loses    = "a setting of the registry; images that are there stay"
  recovery = "reversible"
}

type "aws_eks_identity_provider_config" {
  class    = "identity"
  loses    = "the sign-in to the cluster by way of another provider"
  recovery = "reversible"
}

type "aws_lambda_provisioned_concurrency_config" {
  class    = "compute"
  loses    = "instances of the function that are kept warm: calls start slower"
  recovery = "reversible"
}

type "aws_lambda_function_event_invoke_config" {
  aliases  = ["aws_lambda_code_signing_config"]
  class    = "glue"
  loses    = "a setting of the function"
  recovery = "reversible"
}

# It calls the function when it is created, and again with lifecycle_scope = "CRUD".
type "aws_lambda_invocation" {
  class   = "glue"
  loses   = "the remembered answer of a call"
  routine = "it stands for one call of the function, not for a thing in the cloud"
  opaque  = true
}

type "aws_ec2_instance_state" {
  class    = "compute"
  loses    = "nothing: the instance stays in the state that it is in"
  recovery = "reversible"
}

type "aws_ec2_fleet" {
  aliases = ["aws_spot_fleet_request"]
  class   = "service"
  loses   = "the fleet, with its instances where it is set to terminate them"
}

type "aws_autoscaling_lifecycle_hook" {
  aliases  = ["aws_autoscaling_notification", "aws_appautoscaling_scheduled_action"]
  class    = "glue"
  loses    = "what is done when the group scales"
  recovery = "reversible"
}

type "aws_elastic_beanstalk_application" {
  class    = "container"
  loses    = "the application with its environments and versions"
  recovery = "lost"
}

type "aws_elastic_beanstalk_application_version" {
  class = "glue"
  loses = "a version that could be deployed again"
}

type "aws_lightsail_container_service" {
  class = "service"
  loses = "the running containers and the address of the service"
}

type "aws_lightsail_container_service_deployment_version" {
  class   = "glue"
  loses   = "nothing by itself: the provider only forgets the version"
  routine = "every change makes a new version of the deployment"
}

type "aws_lightsail_static_ip" {
  class    = "network-core"
  loses    = "the public address: allow-lists and DNS records elsewhere still name it"
  recovery = "lost"
}

type "aws_amplify_app" {
  aliases = ["aws_amplify_branch"]
  class   = "service"
  loses   = "the site with its address"
}

type "aws_sagemaker_endpoint" {
  class = "service"
  loses = "the endpoint that answers with the model: it is down until a new one is in service"
}

type "aws_sagemaker_model" {
  aliases  = ["aws_sagemaker_endpoint_configuration"]
  class    = "glue"
  loses    = "a definition; the model's files stay in their bucket"
  recovery = "recreatable"
}

type "aws_sagemaker_domain" {
  class    = "container"
  loses    = "the domain with its users' spaces; their home volume goes with it unless it is retained"
  recovery = "lost"
}

type "aws_sagemaker_notebook_instance" {
  class    = "data-store"
  loses    = "the notebook's volume with all files on it"
  recovery = "lost"
}

type "aws_bedrock_guardrail" {
  class = "identity"
  loses = "the filter of what the model may be asked and may answer"
}

type "aws_bedrockagent_agent" {
  aliases = ["aws_bedrockagent_knowledge_base"]
  class   = "service"
  loses   = "the agent: who calls it by its id gets no answer"
}

type "aws_mskconnect_connector" {
  class = "service"
  loses = "the connector, which no longer copies; its position stays in the cluster's topics"
}

type "aws_kinesisanalyticsv2_application" {
  class    = "service"
  loses    = "the running application with its state; snapshots go with it"
  recovery = "lost"
}

type "aws_emr_instance_group" {
  class = "compute"
  loses = "nodes of the cluster"
}

type "aws_emrserverless_application" {
  class = "service"
  loses = "the application that jobs are sent to"
}

type "aws_pipes_pipe" {
  class = "service"
  loses = "the flow of events from its source to its target"
}

type "aws_mq_configuration" {
  aliases  = ["aws_appconfig_application", "aws_resourcegroups_group", "aws_ssm_patch_baseline"]
  class    = "glue"
  loses    = "a definition with its history"
  recovery = "recreatable"
}

type "aws_appconfig_deployment" {
  class    = "glue"
  loses    = "nothing by itself: the provider only forgets the deployment"
  recovery = "reversible"
}

type "aws_ssm_document" {
  aliases = ["aws_ssm_association", "aws_ssm_maintenance_window", "aws_ssm_maintenance_window_task", "aws_ssm_maintenance_window_target"]
  class   = "glue"
  loses   = "work that is run on instances"
}

type "aws_ses_domain_dkim" {
  aliases  = ["aws_ses_email_identity", "aws_ses_receipt_rule", "aws_sesv2_configuration_set"]
  class    = "traffic"
  loses    = "a part of how mail is sent or received"
  recovery = "recreatable"
}

type "aws_sqs_queue_redrive_policy" {
  class    = "glue"
  loses    = "the way of failed messages into the dead-letter queue: they are tried until they expire"
  recovery = "reversible"
}

type "aws_codedeploy_app" {
  aliases  = ["aws_codedeploy_deployment_group", "aws_codestarconnections_connection"]
  class    = "glue"
  loses    = "a part of the deployment pipeline"
  recovery = "recreatable"
}

type "aws_codeartifact_repository" {
  aliases  = ["aws_codeartifact_domain"]
  class    = "data-store"
  loses    = "every package in it"
  recovery = "lost"
}

# The stacks hold resources of their own, which the plan does not list.
type "aws_cloudformation_stack_set" {
  aliases   = ["aws_servicecatalog_provisioned_product"]
  class     = "container"
  container = true
  loses     = "what it made: resources that Terraform does not know; a stack set that still has instances is not deleted"
  recovery  = "unknown"
}

type "aws_storagegateway_gateway" {
  class    = "data-store"
  loses    = "the gateway with what waits in its cache to be uploaded"
  recovery = "lost"
}

type "aws_workspaces_directory" {
  class    = "container"
  loses    = "the registration of the directory; AWS refuses while it holds workspaces"
  recovery = "recreatable"
}

type "aws_connect_instance" {
  aliases  = ["aws_pinpoint_app", "aws_evidently_project"]
  class    = "container"
  loses    = "everything configured and collected in it"
  recovery = "lost"
}

type "aws_iot_certificate" {
  class    = "key"
  loses    = "the certificate that devices sign in with"
  recovery = "lost"
}

type "aws_iot_thing" {
  aliases = ["aws_iot_policy", "aws_iot_topic_rule"]
  class   = "identity"
  loses   = "what a device is known as, may do, or where its messages go"
}
