# The read-only commands that settle what a plan can't: whether a backup exists, what is
# attached, who uses it. {attribute} is filled from the instance before the change and
# quoted for a POSIX shell; a part in <> is left out where a value of it is missing, the
# whole command where one outside of <> is.

# AWS. The calls of the AWS CLI; --region is given where the provider knows it.

check "aws_db_instance" {
  commands = ["aws rds describe-db-snapshots --db-instance-identifier {identifier}< --region {region}>"]
}

check "aws_rds_cluster" {
  commands = ["aws rds describe-db-cluster-snapshots --db-cluster-identifier {cluster_identifier}< --region {region}>"]
}

check "aws_rds_cluster_instance" {
  commands = ["aws rds describe-db-clusters --db-cluster-identifier {cluster_identifier} --query \"DBClusters[].DBClusterMembers\"< --region {region}>"]
}

check "aws_docdb_cluster" {
  commands = ["aws docdb describe-db-cluster-snapshots --db-cluster-identifier {cluster_identifier}< --region {region}>"]
}

check "aws_neptune_cluster" {
  commands = ["aws neptune describe-db-cluster-snapshots --db-cluster-identifier {cluster_identifier}< --region {region}>"]
}

check "aws_db_snapshot" {
  commands = ["aws rds describe-db-snapshots --db-instance-identifier {db_instance_identifier}< --region {region}>"]
}

check "aws_db_cluster_snapshot" {
  commands = ["aws rds describe-db-cluster-snapshots --db-cluster-identifier {db_cluster_identifier}< --region {region}>"]
}

check "aws_dynamodb_table" {
  commands = [
    "aws dynamodb describe-continuous-backups --table-name {name}< --region {region}>",
    "aws dynamodb list-backups --table-name {name}< --region {region}>",
  ]
}

check "aws_redshift_cluster" {
  commands = ["aws redshift describe-cluster-snapshots --cluster-identifier {cluster_identifier}< --region {region}>"]
}

check "aws_redshiftserverless_namespace" {
  commands = ["aws redshift-serverless list-snapshots --namespace-name {namespace_name}< --region {region}>"]
}

check "aws_elasticache_replication_group" {
  commands = ["aws elasticache describe-snapshots --replication-group-id {replication_group_id}< --region {region}>"]
}

check "aws_elasticache_cluster" {
  commands = ["aws elasticache describe-snapshots --cache-cluster-id {cluster_id}< --region {region}>"]
}

check "aws_elasticache_serverless_cache" {
  commands = ["aws elasticache describe-serverless-cache-snapshots --serverless-cache-name {name}< --region {region}>"]
}

check "aws_memorydb_cluster" {
  commands = ["aws memorydb describe-snapshots --cluster-name {name}< --region {region}>"]
}

check "aws_opensearch_domain" {
  commands = ["aws opensearch describe-domain --domain-name {domain_name}< --region {region}>"]
}

check "aws_elasticsearch_domain" {
  commands = ["aws es describe-elasticsearch-domain --domain-name {domain_name}< --region {region}>"]
}

check "aws_s3_bucket" {
  commands = [
    "aws s3api list-object-versions --bucket {bucket} --max-items 1< --region {region}>",
    "aws s3api get-bucket-versioning --bucket {bucket}< --region {region}>",
    "aws s3api get-bucket-replication --bucket {bucket}< --region {region}>",
  ]
}

check "aws_ebs_volume" {
  commands = [
    "aws ec2 describe-snapshots --owner-ids self --filters Name=volume-id,Values={id}< --region {region}>",
    "aws ec2 describe-volumes --volume-ids {id} --query \"Volumes[].Attachments\"< --region {region}>",
  ]
}

check "aws_ebs_snapshot" {
  commands = ["aws ec2 describe-snapshots --owner-ids self --filters Name=volume-id,Values={volume_id}< --region {region}>"]
}

check "aws_ami" {
  commands = ["aws ec2 describe-instances --filters Name=image-id,Values={id}< --region {region}>"]
}

check "aws_efs_file_system" {
  commands = [
    "aws backup list-recovery-points-by-resource --resource-arn {arn}< --region {region}>",
    "aws efs describe-mount-targets --file-system-id {id}< --region {region}>",
  ]
}

check "aws_fsx_windows_file_system" {
  commands = ["aws fsx describe-backups --filters Name=file-system-id,Values={id}< --region {region}>"]
  aliases  = ["aws_fsx_lustre_file_system", "aws_fsx_openzfs_file_system"]
}

check "aws_fsx_ontap_volume" {
  commands = ["aws fsx describe-backups --filters Name=volume-id,Values={id}< --region {region}>"]
}

check "aws_backup_vault" {
  commands = ["aws backup list-recovery-points-by-backup-vault --backup-vault-name {name}< --region {region}>"]
}

check "aws_backup_plan" {
  commands = ["aws backup list-backup-selections --backup-plan-id {id}< --region {region}>"]
}

check "aws_ecr_repository" {
  commands = ["aws ecr list-images --repository-name {name}< --region {region}>"]
}

check "aws_codecommit_repository" {
  commands = ["aws codecommit list-branches --repository-name {repository_name}< --region {region}>"]
}

check "aws_kinesis_stream" {
  commands = ["aws kinesis list-stream-consumers --stream-arn {arn}< --region {region}>"]
}

check "aws_sqs_queue" {
  commands = ["aws sqs get-queue-attributes --queue-url {url} --attribute-names ApproximateNumberOfMessages< --region {region}>"]
}

check "aws_sns_topic" {
  commands = ["aws sns list-subscriptions-by-topic --topic-arn {arn}< --region {region}>"]
}

check "aws_msk_cluster" {
  commands = ["aws kafka list-topics --cluster-arn {arn}< --region {region}>"]
}

check "aws_mq_broker" {
  commands = ["aws mq describe-broker --broker-id {id}< --region {region}>"]
}

check "aws_cognito_user_pool" {
  commands = ["aws cognito-idp describe-user-pool --user-pool-id {id} --query UserPool.EstimatedNumberOfUsers< --region {region}>"]
}

check "aws_kms_key" {
  commands = [
    "aws kms list-grants --key-id {key_id}< --region {region}>",
    "aws cloudtrail lookup-events --lookup-attributes AttributeKey=ResourceName,AttributeValue={arn} --max-results 20< --region {region}>",
  ]
}

check "aws_kms_alias" {
  commands = ["aws kms describe-key --key-id {name}< --region {region}>"]
}

check "aws_secretsmanager_secret" {
  commands = ["aws secretsmanager describe-secret --secret-id {id} --query LastAccessedDate< --region {region}>"]
}

check "aws_acmpca_certificate_authority" {
  commands = ["aws acm-pca describe-certificate-authority --certificate-authority-arn {arn}< --region {region}>"]
}

check "aws_acm_certificate" {
  commands = ["aws acm describe-certificate --certificate-arn {arn} --query Certificate.InUseBy< --region {region}>"]
}

check "aws_iam_role" {
  commands = [
    "aws iam get-role --role-name {name} --query Role.RoleLastUsed",
    "aws iam list-attached-role-policies --role-name {name}",
    "aws iam list-instance-profiles-for-role --role-name {name}",
  ]
}

check "aws_iam_user" {
  commands = ["aws iam list-access-keys --user-name {name}"]
}

check "aws_iam_access_key" {
  commands = ["aws iam get-access-key-last-used --access-key-id {id}"]
}

check "aws_iam_group" {
  commands = ["aws iam get-group --group-name {name}"]
}

check "aws_iam_policy" {
  commands = ["aws iam list-entities-for-policy --policy-arn {arn}"]
}

check "aws_iam_openid_connect_provider" {
  commands = ["aws iam get-open-id-connect-provider --open-id-connect-provider-arn {arn}"]
}

check "aws_vpc" {
  commands = ["aws ec2 describe-network-interfaces --filters Name=vpc-id,Values={id}< --region {region}>"]
}

check "aws_subnet" {
  commands = ["aws ec2 describe-network-interfaces --filters Name=subnet-id,Values={id}< --region {region}>"]
}

check "aws_security_group" {
  commands = ["aws ec2 describe-network-interfaces --filters Name=group-id,Values={id}< --region {region}>"]
}

check "aws_route_table" {
  commands = ["aws ec2 describe-route-tables --route-table-ids {id} --query \"RouteTables[].Associations\"< --region {region}>"]
}

check "aws_internet_gateway" {
  commands = ["aws ec2 describe-route-tables --filters Name=route.gateway-id,Values={id}< --region {region}>"]
}

check "aws_nat_gateway" {
  commands = ["aws ec2 describe-route-tables --filters Name=route.nat-gateway-id,Values={id}< --region {region}>"]
}

check "aws_eip" {
  commands = ["aws ec2 describe-addresses --allocation-ids {allocation_id}< --region {region}>"]
}

check "aws_vpc_endpoint" {
  commands = ["aws ec2 describe-vpc-endpoints --vpc-endpoint-ids {id}< --region {region}>"]
}

check "aws_vpc_peering_connection" {
  commands = ["aws ec2 describe-route-tables --filters Name=route.vpc-peering-connection-id,Values={id}< --region {region}>"]
}

check "aws_ec2_transit_gateway" {
  commands = ["aws ec2 describe-transit-gateway-attachments --filters Name=transit-gateway-id,Values={id}< --region {region}>"]
}

check "aws_vpn_connection" {
  commands = ["aws ec2 describe-vpn-connections --vpn-connection-ids {id} --query \"VpnConnections[].VgwTelemetry\"< --region {region}>"]
}

check "aws_network_interface" {
  commands = ["aws ec2 describe-network-interfaces --network-interface-ids {id}< --region {region}>"]
}

check "aws_lb" {
  commands = [
    "aws elbv2 describe-listeners --load-balancer-arn {arn}< --region {region}>",
    "aws elbv2 describe-target-groups --load-balancer-arn {arn}< --region {region}>",
  ]
}

check "aws_lb_target_group" {
  commands = ["aws elbv2 describe-target-health --target-group-arn {arn}< --region {region}>"]
}

check "aws_elb" {
  commands = ["aws elb describe-instance-health --load-balancer-name {name}< --region {region}>"]
}

check "aws_cloudfront_distribution" {
  commands = ["aws cloudfront get-distribution --id {id} --query Distribution.DistributionConfig.Aliases"]
}

check "aws_route53_zone" {
  commands = ["aws route53 list-resource-record-sets --hosted-zone-id {zone_id}"]
}

check "aws_route53_record" {
  commands = ["aws route53 list-resource-record-sets --hosted-zone-id {zone_id} --start-record-name {name} --max-items 5"]
}

check "aws_api_gateway_rest_api" {
  commands = ["aws apigateway get-stages --rest-api-id {id}< --region {region}>"]
}

check "aws_apigatewayv2_api" {
  commands = ["aws apigatewayv2 get-stages --api-id {id}< --region {region}>"]
}

check "aws_eks_cluster" {
  commands = ["aws eks list-nodegroups --cluster-name {name}< --region {region}>"]
}

check "aws_eks_node_group" {
  commands = ["aws eks describe-nodegroup --cluster-name {cluster_name} --nodegroup-name {node_group_name}< --region {region}>"]
}

check "aws_ecs_cluster" {
  commands = ["aws ecs list-services --cluster {name}< --region {region}>"]
}

check "aws_ecs_service" {
  commands = ["aws ecs describe-services --cluster {cluster} --services {name} --query \"services[].runningCount\"< --region {region}>"]
}

check "aws_instance" {
  commands = [
    "aws ec2 describe-volumes --filters Name=attachment.instance-id,Values={id}< --region {region}>",
    "aws ec2 describe-addresses --filters Name=instance-id,Values={id}< --region {region}>",
  ]
}

check "aws_autoscaling_group" {
  commands = ["aws autoscaling describe-auto-scaling-groups --auto-scaling-group-names {name}< --region {region}>"]
}

check "aws_lambda_function" {
  commands = [
    "aws lambda list-event-source-mappings --function-name {function_name}< --region {region}>",
    "aws lambda get-policy --function-name {function_name}< --region {region}>",
  ]
}

check "aws_sfn_state_machine" {
  commands = ["aws stepfunctions list-executions --state-machine-arn {arn} --status-filter RUNNING< --region {region}>"]
}

check "aws_cloudformation_stack" {
  commands = ["aws cloudformation list-stack-resources --stack-name {name}< --region {region}>"]
}

check "aws_glue_catalog_database" {
  commands = ["aws glue get-tables --database-name {name} --query \"TableList[].Name\"< --region {region}>"]
}

check "aws_transfer_server" {
  commands = ["aws transfer list-users --server-id {id}< --region {region}>"]
}

check "aws_organizations_organizational_unit" {
  commands = ["aws organizations list-accounts-for-parent --parent-id {id}"]
}

check "aws_timestreamwrite_table" {
  commands = ["aws timestream-write describe-table --database-name {database_name} --table-name {table_name}< --region {region}>"]
}

check "aws_keyspaces_table" {
  commands = ["aws keyspaces get-table --keyspace-name {keyspace_name} --table-name {table_name}< --region {region}>"]
}

# Google Cloud

check "google_sql_database_instance" {
  commands = ["gcloud sql backups list --instance {name}< --project {project}>"]
}

check "google_sql_database" {
  commands = ["gcloud sql backups list --instance {instance}< --project {project}>"]
}

check "google_spanner_instance" {
  commands = [
    "gcloud spanner databases list --instance {name}< --project {project}>",
    "gcloud spanner backups list --instance {name}< --project {project}>",
  ]
}

check "google_spanner_database" {
  commands = ["gcloud spanner backups list --instance {instance}< --project {project}>"]
}

check "google_bigtable_instance" {
  commands = ["gcloud bigtable backups list --instance {name}< --project {project}>"]
}

check "google_bigtable_table" {
  commands = ["gcloud bigtable backups list --instance {instance_name}< --project {project}>"]
}

check "google_firestore_database" {
  commands = ["gcloud firestore backups list< --project {project}>"]
}

check "google_alloydb_cluster" {
  commands = ["gcloud alloydb backups list --region {location}< --project {project}>"]
}

check "google_redis_instance" {
  commands = ["gcloud redis instances describe {name} --region {region}< --project {project}>"]
}

check "google_bigquery_dataset" {
  commands = ["bq ls< --project_id {project}> {dataset_id}"]
}

check "google_storage_bucket" {
  commands = [
    "gcloud storage ls --all-versions --recursive {url}",
    "gcloud storage buckets describe {url}",
  ]
}

check "google_compute_disk" {
  commands = [
    "gcloud compute disks describe {name} --zone {zone} --format \"value(users)\"< --project {project}>",
    "gcloud compute snapshots list --filter sourceDiskId={disk_id}< --project {project}>",
  ]
}

check "google_filestore_instance" {
  commands = ["gcloud filestore backups list< --project {project}>"]
}

check "google_artifact_registry_repository" {
  commands = ["gcloud artifacts packages list --repository {repository_id} --location {location}< --project {project}>"]
}

check "google_pubsub_topic" {
  commands = ["gcloud pubsub topics list-subscriptions {name}< --project {project}>"]
}

check "google_pubsub_subscription" {
  commands = ["gcloud pubsub subscriptions describe {name}< --project {project}>"]
}

check "google_kms_key_ring" {
  commands = ["gcloud kms keys list --keyring {name} --location {location}< --project {project}>"]
}

check "google_kms_crypto_key" {
  commands = ["gcloud kms keys versions list --key {id}"]
}

check "google_secret_manager_secret" {
  commands = ["gcloud secrets versions list {secret_id}< --project {project}>"]
}

check "google_service_account" {
  commands = ["gcloud iam service-accounts keys list --iam-account {email}< --project {project}>"]
}

check "google_project" {
  commands = ["gcloud asset search-all-resources --scope projects/{project_id}"]
}

check "google_folder" {
  commands = ["gcloud projects list --filter parent.id={folder_id}"]
}

check "google_compute_network" {
  commands = ["gcloud compute instances list --filter networkInterfaces.network={self_link}< --project {project}>"]
}

check "google_compute_subnetwork" {
  commands = ["gcloud compute instances list --filter networkInterfaces.subnetwork={self_link}< --project {project}>"]
}

check "google_compute_address" {
  commands = ["gcloud compute addresses describe {name} --region {region} --format \"value(users)\"< --project {project}>"]
}

check "google_compute_global_address" {
  commands = ["gcloud compute addresses describe {name} --global --format \"value(users)\"< --project {project}>"]
}

check "google_compute_router" {
  commands = ["gcloud compute routers get-status {name} --region {region}< --project {project}>"]
}

check "google_compute_instance" {
  commands = ["gcloud compute instances describe {name} --zone {zone} --format \"value(disks[].deviceName,disks[].autoDelete)\"< --project {project}>"]
}

check "google_compute_backend_service" {
  commands = ["gcloud compute backend-services get-health {name} --global< --project {project}>"]
}

check "google_dns_managed_zone" {
  commands = ["gcloud dns record-sets list --zone {name}< --project {project}>"]
}

check "google_dns_record_set" {
  commands = ["gcloud dns record-sets list --zone {managed_zone} --name {name}< --project {project}>"]
}

check "google_container_cluster" {
  commands = ["gcloud container clusters describe {name} --location {location} --format \"value(currentNodeCount)\"< --project {project}>"]
}

check "google_container_node_pool" {
  commands = ["gcloud container node-pools describe {name} --cluster {cluster} --location {location}< --project {project}>"]
}

check "google_cloud_run_v2_service" {
  commands = ["gcloud run revisions list --service {name} --region {location}< --project {project}>"]
}

check "google_dataproc_cluster" {
  commands = ["gcloud dataproc jobs list --cluster {name} --region {region} --state-filter active< --project {project}>"]
}

check "google_composer_environment" {
  commands = ["gcloud composer environments describe {name} --location {region}< --project {project}>"]
}

# Azure

check "azurerm_resource_group" {
  commands = [
    "az resource list --resource-group {name} --output table",
    "az lock list --resource-group {name}",
  ]
}

check "azurerm_mssql_server" {
  commands = ["az sql db list --server {name} --resource-group {resource_group_name}"]
}

check "azurerm_mssql_database" {
  commands = ["az sql db show --ids {id} --query earliestRestoreDate"]
}

check "azurerm_mssql_managed_instance" {
  commands = ["az sql midb list --managed-instance {name} --resource-group {resource_group_name}"]
}

check "azurerm_postgresql_flexible_server" {
  commands = ["az postgres flexible-server backup list --name {name} --resource-group {resource_group_name}"]
}

check "azurerm_mysql_flexible_server" {
  commands = ["az mysql flexible-server backup list --name {name} --resource-group {resource_group_name}"]
}

check "azurerm_cosmosdb_account" {
  commands = ["az cosmosdb show --name {name} --resource-group {resource_group_name} --query backupPolicy"]
}

check "azurerm_redis_cache" {
  commands = ["az redis show --ids {id}"]
}

check "azurerm_kusto_cluster" {
  commands = ["az resource show --ids {id}"]
}

check "azurerm_storage_account" {
  commands = [
    "az storage account blob-service-properties show --account-name {name} --resource-group {resource_group_name}",
    "az storage container list --account-name {name} --auth-mode login",
  ]
}

check "azurerm_storage_container" {
  commands = ["az storage blob list --container-name {name} --account-name {storage_account_name} --auth-mode login --num-results 5"]
}

check "azurerm_managed_disk" {
  commands = [
    "az disk show --ids {id} --query managedBy",
    "az snapshot list --resource-group {resource_group_name}",
  ]
}

check "azurerm_container_registry" {
  commands = ["az acr repository list --name {name}"]
}

check "azurerm_recovery_services_vault" {
  commands = ["az backup item list --vault-name {name} --resource-group {resource_group_name}"]
}

check "azurerm_data_protection_backup_vault" {
  commands = ["az dataprotection backup-instance list --vault-name {name} --resource-group {resource_group_name}"]
}

check "azurerm_backup_protected_vm" {
  commands = ["az backup item list --vault-name {recovery_vault_name} --resource-group {resource_group_name}"]
}

check "azurerm_servicebus_namespace" {
  commands = ["az servicebus queue list --namespace-name {name} --resource-group {resource_group_name}"]
}

check "azurerm_eventhub_namespace" {
  commands = ["az eventhubs eventhub list --namespace-name {name} --resource-group {resource_group_name}"]
}

check "azurerm_key_vault" {
  commands = ["az keyvault show --name {name} --query properties.enablePurgeProtection"]
}

check "azurerm_key_vault_key" {
  commands = ["az keyvault key show --id {id}"]
}

check "azurerm_key_vault_secret" {
  commands = ["az keyvault secret list-versions --id {versionless_id}"]
}

check "azurerm_key_vault_certificate" {
  commands = ["az keyvault certificate list-versions --id {versionless_id}"]
}

check "azurerm_user_assigned_identity" {
  commands = ["az role assignment list --assignee {principal_id} --all"]
}

check "azurerm_role_definition" {
  commands = ["az role assignment list --role {name} --all"]
}

check "azurerm_virtual_network" {
  commands = ["az network vnet show --ids {id} --query \"subnets[].ipConfigurations[].id\""]
}

check "azurerm_subnet" {
  commands = ["az network vnet subnet show --ids {id} --query \"ipConfigurations[].id\""]
}

check "azurerm_network_security_group" {
  commands = ["az network nsg show --ids {id} --query \"[subnets[].id,networkInterfaces[].id]\""]
}

check "azurerm_route_table" {
  commands = ["az network route-table show --ids {id} --query \"subnets[].id\""]
}

check "azurerm_public_ip" {
  commands = ["az network public-ip show --ids {id} --query ipConfiguration.id"]
}

check "azurerm_virtual_network_gateway" {
  commands = ["az network vpn-connection list --resource-group {resource_group_name}"]
}

check "azurerm_lb" {
  commands = ["az network lb show --ids {id} --query \"backendAddressPools[].id\""]
}

check "azurerm_application_gateway" {
  commands = ["az network application-gateway show-backend-health --ids {id}"]
}

check "azurerm_dns_zone" {
  commands = ["az network dns record-set list --zone-name {name} --resource-group {resource_group_name}"]
}

check "azurerm_private_dns_zone" {
  commands = ["az network private-dns record-set list --zone-name {name} --resource-group {resource_group_name}"]
}

check "azurerm_kubernetes_cluster" {
  commands = ["az aks nodepool list --cluster-name {name} --resource-group {resource_group_name}"]
}

check "azurerm_linux_virtual_machine" {
  commands = ["az vm show --ids {id} --query storageProfile"]
  aliases  = ["azurerm_windows_virtual_machine"]
}

check "azurerm_linux_virtual_machine_scale_set" {
  commands = ["az vmss list-instances --ids {id}"]
}

check "azurerm_log_analytics_workspace" {
  commands = ["az monitor log-analytics workspace show --ids {id} --query retentionInDays"]
}

# Kubernetes

check "kubernetes_namespace" {
  commands = ["kubectl get all,configmap,secret,pvc --namespace {metadata[0].name}"]
  aliases  = ["kubernetes_namespace_v1"]
}

check "kubernetes_persistent_volume_claim" {
  commands = ["kubectl get pvc {metadata[0].name} --namespace {metadata[0].namespace} --output yaml"]
  aliases  = ["kubernetes_persistent_volume_claim_v1"]
}

check "kubernetes_persistent_volume" {
  commands = ["kubectl get pv {metadata[0].name} --output yaml"]
  aliases  = ["kubernetes_persistent_volume_v1"]
}

check "kubernetes_stateful_set" {
  commands = ["kubectl get pvc --namespace {metadata[0].namespace}"]
  aliases  = ["kubernetes_stateful_set_v1"]
}

check "kubernetes_deployment" {
  commands = ["kubectl get endpoints,pdb --namespace {metadata[0].namespace}"]
  aliases  = ["kubernetes_deployment_v1"]
}

check "kubernetes_service" {
  commands = ["kubectl get endpoints {metadata[0].name} --namespace {metadata[0].namespace}"]
  aliases  = ["kubernetes_service_v1"]
}

check "kubernetes_service_account" {
  commands = ["kubectl get pods --namespace {metadata[0].namespace} --field-selector spec.serviceAccountName={metadata[0].name}"]
  aliases  = ["kubernetes_service_account_v1"]
}

check "kubernetes_storage_class_v1" {
  commands = ["kubectl get pvc --all-namespaces"]
}

# Helm

check "helm_release" {
  commands = ["helm status {name}< --namespace {namespace}>"]
}
