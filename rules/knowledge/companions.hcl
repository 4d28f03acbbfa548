# Objects that belong together although each has a change of its own: a backup is worth
# nothing once it goes with what it is a copy of. The attributes are those of the
# providers' documentation.

# Backups and replicas

companion "aws_db_snapshot" {
  role    = "backup"
  of      = ["aws_db_instance"]
  through = ["db_instance_identifier"]
}

companion "aws_db_cluster_snapshot" {
  role    = "backup"
  of      = ["aws_rds_cluster"]
  through = ["db_cluster_identifier"]
}

companion "aws_docdb_cluster_snapshot" {
  role    = "backup"
  of      = ["aws_docdb_cluster"]
  through = ["db_cluster_identifier"]
}

companion "aws_neptune_cluster_snapshot" {
  role    = "backup"
  of      = ["aws_neptune_cluster"]
  through = ["db_cluster_identifier"]
}

companion "aws_redshift_cluster_snapshot" {
  role    = "backup"
  of      = ["aws_redshift_cluster"]
  through = ["cluster_identifier"]
}

companion "aws_ebs_snapshot" {
  role    = "backup"
  of      = ["aws_ebs_volume"]
  through = ["volume_id"]
}

companion "aws_fsx_backup" {
  role    = "backup"
  of      = ["aws_fsx_lustre_file_system", "aws_fsx_windows_file_system", "aws_fsx_openzfs_file_system", "aws_fsx_ontap_volume"]
  through = ["file_system_id", "volume_id"]
}

companion "aws_db_instance" {
  role    = "replica"
  of      = ["aws_db_instance"]
  through = ["replicate_source_db"]
}

companion "aws_rds_cluster" {
  role    = "replica"
  of      = ["aws_rds_cluster", "aws_db_instance"]
  through = ["replication_source_identifier"]
}

companion "aws_dynamodb_table_replica" {
  role    = "replica"
  of      = ["aws_dynamodb_table"]
  through = ["global_table_arn"]
}

companion "google_compute_snapshot" {
  role    = "backup"
  of      = ["google_compute_disk"]
  through = ["source_disk"]
}

companion "google_alloydb_backup" {
  role    = "backup"
  of      = ["google_alloydb_cluster"]
  through = ["cluster_name"]
}

companion "google_filestore_backup" {
  role    = "backup"
  of      = ["google_filestore_instance"]
  through = ["source_instance"]
}

companion "google_sql_database_instance" {
  role    = "replica"
  of      = ["google_sql_database_instance"]
  through = ["master_instance_name"]
}

companion "azurerm_snapshot" {
  role    = "backup"
  of      = ["azurerm_managed_disk"]
  through = ["source_resource_id", "source_uri"]
}

companion "azurerm_backup_protected_vm" {
  role    = "backup"
  of      = ["azurerm_linux_virtual_machine", "azurerm_windows_virtual_machine", "azurerm_virtual_machine"]
  through = ["source_vm_id"]
}

companion "azurerm_backup_protected_file_share" {
  role    = "backup"
  of      = ["azurerm_storage_account"]
  through = ["source_storage_account_id"]
}

companion "azurerm_data_protection_backup_instance_disk" {
  role    = "backup"
  of      = ["azurerm_managed_disk"]
  through = ["disk_id"]
}

companion "azurerm_data_protection_backup_instance_blob_storage" {
  role    = "backup"
  of      = ["azurerm_storage_account"]
  through = ["storage_account_id"]
}

companion "azurerm_data_protection_backup_instance_postgresql_flexible_server" {
  role    = "backup"
  of      = ["azurerm_postgresql_flexible_server"]
  through = ["server_id"]
}

companion "azurerm_postgresql_flexible_server" {
  role    = "replica"
  of      = ["azurerm_postgresql_flexible_server"]
  through = ["source_server_id"]
}

companion "azurerm_mysql_flexible_server" {
  role    = "replica"
  of      = ["azurerm_mysql_flexible_server"]
  through = ["source_server_id"]
}

# What has backups made. Those that exist stay when it goes, and no plan shows them.

companion "aws_backup_selection" {
  role    = "schedule"
  of      = ["aws_db_instance", "aws_rds_cluster", "aws_docdb_cluster", "aws_neptune_cluster", "aws_dynamodb_table", "aws_ebs_volume", "aws_efs_file_system", "aws_s3_bucket", "aws_redshift_cluster", "aws_instance"]
  through = ["resources"]
  check   = "aws backup list-recovery-points-by-resource --resource-arn {arn}< --region {region}>"
}

companion "aws_db_instance_automated_backups_replication" {
  role    = "schedule"
  of      = ["aws_db_instance"]
  through = ["source_db_instance_arn"]
}

companion "google_spanner_backup_schedule" {
  role    = "schedule"
  of      = ["google_spanner_database"]
  through = ["database"]
  check   = "gcloud spanner backups list --instance {instance} --database {name}< --project {project}>"
}

# What the other holds, written anew with the same value in the same plan. A secret's value is
# only that of the version which is current: what was set beside Terraform is another one.

companion "aws_secretsmanager_secret_version" {
  role    = "content"
  of      = ["aws_secretsmanager_secret"]
  through = ["secret_id"]
  same    = ["secret_string", "secret_binary"]
  with    = { version_stages = "AWSCURRENT" }
}

# Keys. What is encrypted with one can't be read without it, its backups neither.

companion "aws_kms_key" {
  role    = "key"
  held_as = ["kms_key_id", "kms_key_arn", "kms_master_key_id", "kms_key", "encryption_key_arn"]
}

companion "google_kms_crypto_key" {
  role    = "key"
  held_as = ["kms_key_name", "encryption_key_name", "kms_key_self_link", "default_kms_key_name", "kms_key"]
}

companion "azurerm_key_vault_key" {
  role    = "key"
  held_as = ["key_vault_key_id", "transparent_data_encryption_key_vault_key_id", "key_vault_key_url"]
}

# What keeps the backups of the other. They can be restored while it exists.

companion "azurerm_mssql_server" {
  role    = "keeper"
  of      = ["azurerm_mssql_database"]
  held_as = ["server_id"]
}

companion "azurerm_mssql_managed_instance" {
  role    = "keeper"
  of      = ["azurerm_mssql_managed_database"]
  held_as = ["managed_instance_id"]
}

companion "azurerm_synapse_workspace" {
  role    = "keeper"
  of      = ["azurerm_synapse_sql_pool"]
  held_as = ["synapse_workspace_id"]
}

# Parts that Terraform destroys before the protected object that they are in: the apply
# takes them away, then stops.

companion "aws_rds_cluster_instance" {
  role    = "child"
  of      = ["aws_rds_cluster"]
  through = ["cluster_identifier"]
}

companion "aws_docdb_cluster_instance" {
  role    = "child"
  of      = ["aws_docdb_cluster"]
  through = ["cluster_identifier"]
}

companion "aws_neptune_cluster_instance" {
  role    = "child"
  of      = ["aws_neptune_cluster"]
  through = ["cluster_identifier"]
}

companion "aws_lb_listener" {
  role    = "child"
  of      = ["aws_lb"]
  through = ["load_balancer_arn"]
}

companion "aws_eks_node_group" {
  role    = "child"
  of      = ["aws_eks_cluster"]
  through = ["cluster_name"]
}

companion "aws_eks_fargate_profile" {
  role    = "child"
  of      = ["aws_eks_cluster"]
  through = ["cluster_name"]
}

companion "aws_eks_addon" {
  role    = "child"
  of      = ["aws_eks_cluster"]
  through = ["cluster_name"]
}

companion "aws_rds_cluster" {
  role    = "child"
  of      = ["aws_rds_global_cluster"]
  through = ["global_cluster_identifier"]
}

companion "aws_volume_attachment" {
  role    = "child"
  of      = ["aws_instance"]
  through = ["instance_id"]
}

companion "aws_eip_association" {
  role    = "child"
  of      = ["aws_instance"]
  through = ["instance_id"]
}

companion "aws_cognito_user_pool_client" {
  role    = "child"
  of      = ["aws_cognito_user_pool"]
  through = ["user_pool_id"]
}

companion "aws_cognito_user_pool_domain" {
  role    = "child"
  of      = ["aws_cognito_user_pool"]
  through = ["user_pool_id"]
}

companion "google_sql_database" {
  role    = "child"
  of      = ["google_sql_database_instance"]
  through = ["instance"]
}

companion "google_sql_user" {
  role    = "child"
  of      = ["google_sql_database_instance"]
  through = ["instance"]
}

companion "google_container_node_pool" {
  role    = "child"
  of      = ["google_container_cluster"]
  through = ["cluster"]
}

companion "google_compute_attached_disk" {
  role    = "child"
  of      = ["google_compute_instance"]
  through = ["instance"]
}

companion "google_project" {
  role    = "child"
  of      = ["google_folder"]
  through = ["folder_id"]
}

companion "google_bigtable_table" {
  role    = "child"
  of      = ["google_bigtable_instance"]
  through = ["instance_name"]
}

companion "google_alloydb_instance" {
  role    = "child"
  of      = ["google_alloydb_cluster"]
  through = ["cluster"]
}

# Locks. One that goes in the same plan protects nothing.

companion "azurerm_management_lock" {
  role    = "guard"
  through = ["scope"]
}

companion "google_resource_manager_lien" {
  role    = "guard"
  through = ["parent"]
}

companion "aws_backup_vault_lock_configuration" {
  role    = "guard"
  of      = ["aws_backup_vault"]
  through = ["backup_vault_name"]
}
