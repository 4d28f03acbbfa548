# AWS. Facts are from the AWS documentation and that of the hashicorp/aws provider.
# "protected" circumstances read what is really set (the prior value): AWS then refuses
# the delete, so the apply stops half-way instead of losing data.

# Databases

type "aws_db_instance" {
  class    = "data-store"
  loses    = "the database with all its rows; automated backups go with it unless they are retained"
  recovery = "lost"
  advice   = "Look for a recent snapshot: aws rds describe-db-snapshots --db-instance-identifier NAME. A new instance gets the same endpoint only if it has the same identifier in the same account and region."

  case "skip_final_snapshot" {
    equals = false
    tier   = "restorable"
    why    = "RDS takes a final snapshot before the delete"
  }

  case "backup_retention_period" {
    equals = 0
    tier   = "lost"
    why    = "automated backups are off and no final snapshot is taken"
  }

  case "delete_automated_backups" {
    equals = false
    tier   = "restorable"
    why    = "automated backups stay until their retention period ends"
  }

  circumstance "skip_final_snapshot" {
    equals = true
    points = 10
    rule   = "no-final-snapshot"
    why    = "the delete takes no final snapshot"
  }

  circumstance "backup_retention_period" {
    equals = 0
    points = 5
    rule   = "no-backup"
    why    = "automated backups are off"
  }

  circumstance "deletion_protection" {
    equals = true
    points = -10
    rule   = "protected"
    why    = "deletion protection is on: AWS refuses the delete until it is switched off"
  }
}

type "aws_rds_cluster" {
  class    = "data-store"
  loses    = "the cluster volume with all its rows; automated backups go with it unless they are retained"
  recovery = "lost"
  advice   = "Look for a recent snapshot: aws rds describe-db-cluster-snapshots --db-cluster-identifier NAME."

  case "skip_final_snapshot" {
    equals = false
    tier   = "restorable"
    why    = "RDS takes a final snapshot before the delete"
  }

  case "delete_automated_backups" {
    equals = false
    tier   = "restorable"
    why    = "automated backups stay until their retention period ends"
  }

  circumstance "skip_final_snapshot" {
    equals = true
    points = 10
    rule   = "no-final-snapshot"
    why    = "the delete takes no final snapshot"
  }

  circumstance "deletion_protection" {
    equals = true
    points = -10
    rule   = "protected"
    why    = "deletion protection is on: AWS refuses the delete until it is switched off"
  }
}

type "aws_rds_cluster_instance" {
  class    = "server"
  loses    = "one database instance; the rows are in the cluster volume and stay"
  recovery = "recreatable"
  advice   = "If it is the writer, the cluster fails over; if it is the only instance, the database is down until a new one is up."
}

type "aws_rds_global_cluster" {
  class    = "data-store"
  loses    = "the link between the regional clusters; the clusters themselves stay"
  recovery = "recreatable"

  circumstance "deletion_protection" {
    equals = true
    points = -10
    rule   = "protected"
    why    = "deletion protection is on: AWS refuses the delete until it is switched off"
  }
}

type "aws_db_snapshot" {
  class    = "data-store"
  loses    = "the backup itself"
  recovery = "lost"
}

type "aws_db_cluster_snapshot" {
  class    = "data-store"
  loses    = "the backup itself"
  recovery = "lost"
}

type "aws_db_proxy" {
  class    = "traffic"
  loses    = "the endpoint through which applications reach the database"
  recovery = "recreatable"
}

type "aws_db_subnet_group" {
  class = "glue"
  loses = "the subnets that a database may use"
}

type "aws_db_parameter_group" {
  aliases = ["aws_rds_cluster_parameter_group", "aws_docdb_cluster_parameter_group", "aws_elasticache_parameter_group", "aws_redshift_parameter_group"]
  class   = "glue"
  loses   = "database settings; RDS refuses to delete a group in use"
}

type "aws_db_option_group" {
  class = "glue"
  loses = "database options; RDS refuses to delete a group in use"
}

type "aws_db_instance_role_association" {
  class = "glue"
  loses = "the database's permission to use a role"
}

type "aws_dynamodb_table" {
  class    = "data-store"
  loses    = "the table with all its items"
  recovery = "lost"
  safe     = ["hash_key", "range_key"]
  advice   = "Look for a backup: aws dynamodb list-backups --table-name NAME."

  case "hash_key" {
    equals = "LockID"
    tier   = "recreatable"
    why    = "it holds the locks of Terraform's state and digests of it: an empty one of the same name does as well"
  }

  case "point_in_time_recovery[0].enabled" {
    equals = true
    tier   = "restorable"
    why    = "point-in-time recovery is on: DynamoDB keeps a system backup for 35 days after the delete"
  }

  circumstance "point_in_time_recovery[0].enabled" {
    equals = false
    points = 5
    rule   = "no-backup"
    why    = "point-in-time recovery is off"
  }

  circumstance "deletion_protection_enabled" {
    equals = true
    points = -10
    rule   = "protected"
    why    = "deletion protection is on: AWS refuses the delete until it is switched off"
  }
}

type "aws_dynamodb_table_item" {
  class    = "data-store"
  loses    = "one item; the old configuration holds its value"
  recovery = "recreatable"
}

type "aws_docdb_cluster" {
  class    = "data-store"
  loses    = "the cluster volume with all its documents; automated snapshots go with it"
  recovery = "lost"
  advice   = "Look for a recent snapshot: aws docdb describe-db-cluster-snapshots --db-cluster-identifier NAME."

  case "skip_final_snapshot" {
    equals = false
    tier   = "restorable"
    why    = "DocumentDB takes a final snapshot before the delete"
  }

  circumstance "skip_final_snapshot" {
    equals = true
    points = 10
    rule   = "no-final-snapshot"
    why    = "the delete takes no final snapshot"
  }

  circumstance "deletion_protection" {
    equals = true
    points = -10
    rule   = "protected"
    why    = "deletion protection is on: AWS refuses the delete until it is switched off"
  }
}

type "aws_docdb_cluster_instance" {
  class    = "server"
  loses    = "one database instance; the documents are in the cluster volume and stay"
  recovery = "recreatable"
}

type "aws_neptune_cluster" {
  class    = "data-store"
  loses    = "the cluster volume with its whole graph; automated snapshots go with it"
  recovery = "lost"

  case "skip_final_snapshot" {
    equals = false
    tier   = "restorable"
    why    = "Neptune takes a final snapshot before the delete"
  }

  circumstance "skip_final_snapshot" {
    equals = true
    points = 10
    rule   = "no-final-snapshot"
    why    = "the delete takes no final snapshot"
  }

  circumstance "deletion_protection" {
    equals = true
    points = -10
    rule   = "protected"
    why    = "deletion protection is on: AWS refuses the delete until it is switched off"
  }
}

type "aws_neptune_cluster_instance" {
  class    = "server"
  loses    = "one database instance; the graph is in the cluster volume and stays"
  recovery = "recreatable"
}

type "aws_dsql_cluster" {
  class    = "data-store"
  loses    = "the database with all its rows"
  recovery = "unknown"

  circumstance "deletion_protection_enabled" {
    equals = true
    with   = { force_destroy = false }
    points = -10
    rule   = "protected"
    why    = "deletion protection is on: AWS refuses the delete until it is switched off"
  }

  circumstance "force_destroy" {
    equals = true
    with   = { deletion_protection_enabled = true }
    points = 10
    rule   = "force-destroy"
    why    = "force_destroy is set: the provider switches deletion protection off by itself"
  }
}

type "aws_redshift_cluster" {
  class    = "data-store"
  loses    = "the warehouse with all its tables; automated snapshots go with it"
  recovery = "lost"
  advice   = "Look for a manual snapshot: aws redshift describe-cluster-snapshots --cluster-identifier NAME."

  case "skip_final_snapshot" {
    equals = false
    tier   = "restorable"
    why    = "Redshift takes a final snapshot before the delete"
  }

  circumstance "skip_final_snapshot" {
    equals = true
    points = 10
    rule   = "no-final-snapshot"
    why    = "the delete takes no final snapshot"
  }
}

type "aws_redshiftserverless_namespace" {
  class    = "data-store"
  loses    = "the databases, schemas and users of the warehouse"
  recovery = "unknown"
}

type "aws_redshiftserverless_workgroup" {
  class    = "service"
  loses    = "the compute and the endpoint of the warehouse; the data is in the namespace"
  recovery = "recreatable"
}

type "aws_elasticache_cluster" {
  class        = "cache"
  loses        = "everything in the cache; automatic snapshots go with it"
  recovery     = "restorable"
  recovery_why = "a final snapshot is taken before the delete"

  case "engine" {
    equals = "memcached"
    tier   = "recreatable"
    why    = "memcached keeps nothing over a restart"
  }

  case "final_snapshot_identifier" {
    absent = true
    tier   = "lost"
    why    = "no final snapshot is named"
  }

  circumstance "engine" {
    equals = "memcached"
    points = -15
    rule   = "cache-only"
    why    = "memcached keeps nothing over a restart"
  }

  circumstance "snapshot_retention_limit" {
    equals = 0
    points = 5
    rule   = "no-backup"
    why    = "automatic snapshots are off"
  }
}

type "aws_elasticache_replication_group" {
  class        = "cache"
  loses        = "everything in the cache; automatic snapshots go with it"
  recovery     = "restorable"
  recovery_why = "a final snapshot is taken before the delete"
  advice       = "Ask whether sessions, queues or locks live in it: a cache that can be filled again is a short outage, anything else is data."

  case "final_snapshot_identifier" {
    absent = true
    tier   = "lost"
    why    = "no final snapshot is named"
  }

  circumstance "snapshot_retention_limit" {
    equals = 0
    points = 5
    rule   = "no-backup"
    why    = "automatic snapshots are off"
  }
}

type "aws_elasticache_serverless_cache" {
  class    = "cache"
  loses    = "everything in the cache"
  recovery = "unknown"
}

type "aws_elasticache_user" {
  class    = "identity"
  loses    = "a login of the cache"
  recovery = "recreatable"
}

type "aws_elasticache_subnet_group" {
  class = "glue"
  loses = "the subnets that a cache may use"
}

type "aws_memorydb_cluster" {
  class        = "data-store"
  loses        = "the database with all its keys; automatic snapshots go with it"
  recovery     = "restorable"
  recovery_why = "a final snapshot is taken before the delete"

  case "final_snapshot_name" {
    absent = true
    tier   = "lost"
    why    = "no final snapshot is named"
  }

  circumstance "snapshot_retention_limit" {
    equals = 0
    points = 5
    rule   = "no-backup"
    why    = "automatic snapshots are off"
  }
}

type "aws_dax_cluster" {
  class    = "cache"
  loses    = "a cache in front of DynamoDB; the items are in the table and stay"
  recovery = "recreatable"
}

type "aws_keyspaces_table" {
  class    = "data-store"
  loses    = "the table with all its rows"
  recovery = "unknown"

  case "point_in_time_recovery[0].status" {
    equals = "DISABLED"
    tier   = "lost"
    why    = "point-in-time recovery is off"
  }
}

type "aws_timestreamwrite_table" {
  class    = "data-store"
  loses    = "the table with all its records"
  recovery = "lost"
}

type "aws_qldb_ledger" {
  class    = "data-store"
  loses    = "the ledger with its whole history"
  recovery = "lost"

  circumstance "deletion_protection" {
    equals = true
    points = -10
    rule   = "protected"
    why    = "deletion protection is on: AWS refuses the delete until it is switched off"
  }
}

type "aws_lightsail_database" {
  class    = "data-store"
  loses    = "the database with all its rows"
  recovery = "lost"

  case "skip_final_snapshot" {
    equals = false
    tier   = "restorable"
    why    = "Lightsail takes a final snapshot before the delete"
  }

  circumstance "skip_final_snapshot" {
    equals = true
    points = 10
    rule   = "no-final-snapshot"
    why    = "the delete takes no final snapshot"
  }
}

type "aws_opensearch_domain" {
  aliases  = ["aws_elasticsearch_domain"]
  class    = "data-store"
  renewed  = true
  loses    = "the domain with all its indices; its endpoint changes"
  recovery = "lost"
  advice   = "Look for snapshots in a repository of your own (GET _snapshot/_all): those survive the domain."
}

type "aws_opensearchserverless_collection" {
  class    = "data-store"
  renewed  = true
  loses    = "the collection with all its indices; its endpoint changes"
  recovery = "lost"
}

# Storage

type "aws_s3_bucket" {
  class    = "data-store"
  loses    = "the bucket's objects and its name, which another account may take"
  recovery = "lost"
  advice   = "Count what is in it: aws s3api list-object-versions --bucket NAME --max-items 1."

  case "force_destroy" {
    equals = false
    tier   = "recreatable"
    why    = "S3 refuses to delete a bucket that holds objects, so only an empty one can go"
  }

  case "force_destroy" {
    equals = true
    tier   = "lost"
    why    = "force_destroy deletes every object and version first"
  }

  circumstance "force_destroy" {
    equals = true
    points = 10
    rule   = "force-destroy"
    why    = "force_destroy is set: every object and every version is deleted first"
  }
}

type "aws_s3_directory_bucket" {
  class    = "data-store"
  loses    = "the bucket's objects"
  recovery = "lost"

  case "force_destroy" {
    equals = false
    tier   = "recreatable"
    why    = "S3 refuses to delete a bucket that holds objects, so only an empty one can go"
  }

  circumstance "force_destroy" {
    equals = true
    points = 10
    rule   = "force-destroy"
    why    = "force_destroy is set: every object is deleted first"
  }
}

type "aws_s3tables_table_bucket" {
  class    = "data-store"
  loses    = "the tables in the bucket"
  recovery = "unknown"

  circumstance "force_destroy" {
    equals = true
    points = 10
    rule   = "force-destroy"
    why    = "force_destroy is set: every table is deleted first"
  }
}

type "aws_s3_object" {
  aliases  = ["aws_s3_bucket_object"]
  class    = "glue"
  loses    = "one object, which comes from the configuration"
  recovery = "recreatable"
}

type "aws_s3_bucket_versioning" {
  class = "glue"
  loses = "the keeping of old versions from now on; versions already kept stay"
}

type "aws_s3_bucket_lifecycle_configuration" {
  class  = "glue"
  loses  = "the expiry rules"
  advice = "Read the new rules on their own: a rule that lost its prefix or filter applies to the whole bucket, and expired objects do not come back."
}

type "aws_s3_bucket_policy" {
  class = "identity"
  loses = "the access that the policy gives and the denials that it makes"
}

type "aws_s3_bucket_public_access_block" {
  class = "glue"
  loses = "the block against public access: policies and ACLs that were held back take effect"
}

type "aws_s3_bucket_acl" {
  class = "glue"
  loses = "the access list of the bucket"
}

type "aws_s3_bucket_ownership_controls" {
  class = "glue"
  loses = "who owns uploaded objects"
}

type "aws_s3_bucket_server_side_encryption_configuration" {
  class = "glue"
  loses = "the default encryption of new objects"
}

type "aws_s3_bucket_notification" {
  class = "glue"
  loses = "all event notifications of the bucket: what they start no longer runs"
}

type "aws_s3_bucket_replication_configuration" {
  class = "glue"
  loses = "replication from now on; copies already made stay"
}

type "aws_s3_bucket_cors_configuration" {
  class = "glue"
  loses = "the cross-origin rules: browsers on other sites are refused"
}

type "aws_s3_bucket_website_configuration" {
  class = "traffic"
  loses = "the website endpoint of the bucket"
}

type "aws_s3_bucket_logging" {
  class = "observability"
  loses = "the access log from now on"
}

type "aws_s3_access_point" {
  class    = "traffic"
  loses    = "a name through which the bucket is reached"
  recovery = "recreatable"
}

type "aws_ebs_volume" {
  class    = "data-store"
  loses    = "every file on the volume; snapshots made before stay"
  recovery = "lost"
  advice   = "Look for a recent snapshot: aws ec2 describe-snapshots --filters Name=volume-id,Values=ID."

  case "final_snapshot" {
    equals = true
    tier   = "restorable"
    why    = "a snapshot is taken before the delete"
  }

  circumstance "final_snapshot" {
    equals = false
    points = 5
    rule   = "no-final-snapshot"
    why    = "the delete takes no final snapshot"
  }
}

type "aws_ebs_snapshot" {
  aliases  = ["aws_ebs_snapshot_copy"]
  class    = "data-store"
  loses    = "the backup itself"
  recovery = "lost"
}

type "aws_ami" {
  aliases  = ["aws_ami_copy", "aws_ami_from_instance"]
  class    = "data-store"
  loses    = "the image; launch templates that name it can start nothing new"
  recovery = "lost"
}

type "aws_volume_attachment" {
  class    = "compute"
  loses    = "the instance's hold on a volume: the file system goes away under it"
  recovery = "reversible"
}

type "aws_efs_file_system" {
  class    = "data-store"
  renewed  = true
  loses    = "every file; the file system's DNS name changes"
  recovery = "lost"
  advice   = "Look for an AWS Backup recovery point: aws backup list-recovery-points-by-resource --resource-arn ARN."
}

type "aws_efs_mount_target" {
  class    = "network-core"
  loses    = "the way to the file system in one zone: mounts there hang"
  recovery = "recreatable"
}

type "aws_efs_access_point" {
  class = "glue"
  loses = "an entry point with its user and path"
}

type "aws_fsx_windows_file_system" {
  class    = "data-store"
  loses    = "every file; automatic backups go with it"
  recovery = "lost"

  case "skip_final_backup" {
    equals = false
    tier   = "restorable"
    why    = "FSx takes a final backup before the delete"
  }

  circumstance "skip_final_backup" {
    equals = true
    points = 10
    rule   = "no-final-snapshot"
    why    = "the delete takes no final backup"
  }
}

type "aws_fsx_lustre_file_system" {
  class    = "data-store"
  loses    = "every file that is not exported to its repository"
  recovery = "unknown"

  case "skip_final_backup" {
    equals = true
    tier   = "lost"
    why    = "the delete takes no final backup"
  }

  circumstance "skip_final_backup" {
    equals = true
    points = 5
    rule   = "no-final-snapshot"
    why    = "the delete takes no final backup"
  }
}

type "aws_fsx_openzfs_file_system" {
  class    = "data-store"
  loses    = "every file; automatic backups go with it"
  recovery = "lost"

  case "skip_final_backup" {
    equals = false
    tier   = "restorable"
    why    = "FSx takes a final backup before the delete"
  }

  circumstance "skip_final_backup" {
    equals = true
    points = 10
    rule   = "no-final-snapshot"
    why    = "the delete takes no final backup"
  }
}

type "aws_fsx_ontap_file_system" {
  class    = "data-store"
  loses    = "the file system and its endpoints; automatic backups go with it"
  recovery = "lost"
}

type "aws_fsx_ontap_volume" {
  class    = "data-store"
  loses    = "every file on the volume"
  recovery = "lost"

  case "skip_final_backup" {
    equals = false
    tier   = "restorable"
    why    = "FSx takes a final backup before the delete"
  }

  circumstance "skip_final_backup" {
    equals = true
    points = 10
    rule   = "no-final-snapshot"
    why    = "the delete takes no final backup"
  }
}

type "aws_glacier_vault" {
  class    = "data-store"
  loses    = "the vault; Glacier refuses to delete one that holds archives"
  recovery = "recreatable"
}

type "aws_backup_vault" {
  class    = "data-store"
  loses    = "the recovery points in the vault"
  recovery = "lost"
  outcomes = ["none"] # nothing runs on it; what it loses is told all the same

  case "force_destroy" {
    equals = false
    tier   = "recreatable"
    why    = "AWS Backup refuses to delete a vault that holds recovery points"
  }

  case "force_destroy" {
    absent = true
    tier   = "recreatable"
    why    = "AWS Backup refuses to delete a vault that holds recovery points, and force_destroy is not set"
  }

  circumstance "force_destroy" {
    equals = true
    points = 10
    rule   = "force-destroy"
    why    = "force_destroy is set: every recovery point is deleted first"
  }
}

type "aws_backup_plan" {
  aliases  = ["aws_backup_selection"]
  class    = "other"
  loses    = "the backups from now on; recovery points already made stay"
  recovery = "reversible"
  outcomes = ["none"] # nothing runs on it
}

type "aws_ecr_repository" {
  class    = "artifact"
  loses    = "every image in the repository: tasks and pods that start later find none"
  recovery = "lost"

  case "force_delete" {
    equals = false
    tier   = "recreatable"
    why    = "ECR refuses to delete a repository that holds images"
  }

  # Before 4.22 the provider had no force_delete, and deleted the images as well.
  case "force_delete" {
    null = true
    tier = "recreatable"
    why  = "ECR refuses to delete a repository that holds images, and force_delete is not set"
  }

  circumstance "force_delete" {
    equals = true
    points = 10
    rule   = "force-destroy"
    why    = "force_delete is set: every image is deleted with it"
  }
}

type "aws_ecrpublic_repository" {
  class    = "artifact"
  loses    = "every image in the repository"
  recovery = "lost"

  case "force_destroy" {
    equals = false
    tier   = "recreatable"
    why    = "ECR refuses to delete a repository that holds images"
  }

  circumstance "force_destroy" {
    equals = true
    points = 10
    rule   = "force-destroy"
    why    = "force_destroy is set: every image is deleted with it"
  }
}

type "aws_ecr_lifecycle_policy" {
  class  = "glue"
  loses  = "the rules that expire images"
  advice = "An image that a rule expires does not come back: check which tags the new rules spare."
}

type "aws_ecr_repository_policy" {
  class = "glue"
  loses = "who may pull and push"
}

type "aws_codecommit_repository" {
  class    = "data-store"
  loses    = "the code with its whole history"
  recovery = "lost"
}

type "aws_workspaces_workspace" {
  class    = "data-store"
  loses    = "the desktop with its user volume"
  recovery = "lost"
}

type "aws_lightsail_disk" {
  class    = "data-store"
  loses    = "every file on the disk"
  recovery = "lost"
}

# Streams and queues

type "aws_kinesis_stream" {
  class    = "data-store"
  loses    = "the records that wait in the stream, and every reader's position"
  outcomes = ["data-loss", "outage"]
  recovery = "lost"
}

type "aws_sqs_queue" {
  class    = "data-store"
  loses    = "the messages that wait in the queue"
  recovery = "recreatable"
  outcomes = ["data-loss", "outage"]
  advice   = "Look whether it is empty: aws sqs get-queue-attributes --queue-url URL --attribute-names ApproximateNumberOfMessages."
}

type "aws_sqs_queue_policy" {
  class = "glue"
  loses = "who may send and receive"
}

type "aws_sns_topic" {
  class    = "traffic"
  loses    = "the topic with all its subscriptions; publishers get an error"
  recovery = "recreatable"
}

type "aws_sns_topic_subscription" {
  class = "glue"
  loses = "one receiver of the topic's messages"
}

type "aws_sns_topic_policy" {
  class = "glue"
  loses = "who may publish and subscribe"
}

type "aws_msk_cluster" {
  class    = "data-store"
  renewed  = true
  loses    = "every topic with its messages and offsets; the broker addresses change"
  recovery = "lost"
}

type "aws_msk_serverless_cluster" {
  class    = "data-store"
  renewed  = true
  loses    = "every topic with its messages and offsets; the broker addresses change"
  recovery = "lost"
}

type "aws_mq_broker" {
  class    = "data-store"
  renewed  = true
  loses    = "the messages that wait in the broker; its endpoints change"
  outcomes = ["data-loss", "outage"]
  recovery = "lost"
}

type "aws_kinesis_firehose_delivery_stream" {
  class    = "other"
  loses    = "deliveries while it is away"
  recovery = "recreatable"
}

type "aws_cloudwatch_event_bus" {
  class    = "traffic"
  loses    = "the bus; senders get an error"
  recovery = "recreatable"
}

type "aws_cloudwatch_event_rule" {
  class = "glue"
  loses = "a schedule or an event filter: what it starts no longer runs"
}

type "aws_cloudwatch_event_target" {
  class = "glue"
  loses = "what a rule starts"
}

type "aws_scheduler_schedule" {
  class = "glue"
  loses = "a schedule: what it starts no longer runs"
}

# Keys and secrets

type "aws_kms_key" {
  class        = "key"
  loses        = "the key: what is encrypted under it can't be read from the moment the delete is scheduled"
  recovery     = "restorable"
  recovery_why = "the delete waits for the deletion window and can be cancelled until it ends"
  advice       = "Look who used it lately in CloudTrail; a key in its deletion window comes back by aws kms cancel-key-deletion --key-id ID."

  case "deletion_window_in_days" {
    equals = 7
    tier   = "restorable"
    why    = "the delete can be cancelled for 7 days, the shortest window"
  }

  circumstance "deletion_window_in_days" {
    equals = 7
    points = 5
    rule   = "short-window"
    why    = "the deletion window is the shortest possible, 7 days"
  }

  circumstance "is_enabled" {
    equals = true
    points = 15
    rule   = "in-service"
    why    = "the key is enabled: from the moment the delete is scheduled nothing that is encrypted with it can be read"
  }
}

type "aws_kms_replica_key" {
  aliases      = ["aws_kms_external_key"]
  class        = "key"
  loses        = "the key: what is encrypted under it can't be read from the moment the delete is scheduled"
  recovery     = "restorable"
  recovery_why = "the delete waits for the deletion window and can be cancelled until it ends"
  advice       = "Look who used it lately in CloudTrail; a key in its deletion window comes back by aws kms cancel-key-deletion --key-id ID."

  case "deletion_window_in_days" {
    equals = 7
    tier   = "restorable"
    why    = "the delete can be cancelled for 7 days, the shortest window"
  }

  circumstance "deletion_window_in_days" {
    equals = 7
    points = 5
    rule   = "short-window"
    why    = "the deletion window is the shortest possible, 7 days"
  }

  circumstance "enabled" {
    equals = true
    points = 15
    rule   = "in-service"
    why    = "the key is enabled: from the moment the delete is scheduled nothing that is encrypted with it can be read"
  }
}

type "aws_kms_alias" {
  class = "glue"
  loses = "a name of a key: callers that use the alias fail"
}

type "aws_kms_grant" {
  class = "glue"
  loses = "one principal's right to use a key"
}

type "aws_secretsmanager_secret" {
  class        = "key"
  loses        = "the secret with all its versions"
  recovery     = "restorable"
  recovery_why = "the delete waits for the recovery window and can be cancelled until it ends"
  advice       = "Within the recovery window it comes back by aws secretsmanager restore-secret --secret-id NAME, but its name is taken until then."

  case "recovery_window_in_days" {
    equals = 0
    tier   = "lost"
    why    = "recovery_window_in_days is 0: it is deleted at once"
  }

  circumstance "recovery_window_in_days" {
    equals = 0
    points = 10
    rule   = "no-recovery-window"
    why    = "the secret is deleted at once, with no recovery window"
  }
}

type "aws_secretsmanager_secret_version" {
  class    = "glue"
  loses    = "the value that readers get, unless another version takes over"
  recovery = "recreatable"
}

type "aws_secretsmanager_secret_rotation" {
  class = "glue"
  loses = "the rotation from now on"
}

type "aws_ssm_parameter" {
  class    = "key"
  loses    = "the parameter with its version history; the old configuration holds its value"
  recovery = "recreatable"

  circumstance "type" {
    equals = "String"
    points = -25
    rule   = "not-secret"
    why    = "it is a plain-text parameter"
  }

  circumstance "type" {
    equals = "StringList"
    points = -25
    rule   = "not-secret"
    why    = "it is a plain-text parameter"
  }
}

type "aws_acmpca_certificate_authority" {
  class        = "key"
  loses        = "the authority with its private key: certificates can't be issued or revoked"
  recovery     = "restorable"
  recovery_why = "it can be restored until its deletion window ends"

  circumstance "permanent_deletion_time_in_days" {
    equals = 7
    points = 5
    rule   = "short-window"
    why    = "the restore window is the shortest possible, 7 days"
  }
}

type "aws_iam_access_key" {
  class    = "trust"
  loses    = "the key pair: its holder is locked out, and the secret half is shown only once"
  recovery = "lost"
}

type "aws_key_pair" {
  class    = "identity"
  loses    = "the public key for new instances; running ones keep theirs"
  recovery = "recreatable"
}

# Identity and access

type "aws_iam_role" {
  class = "identity"
  loses = "the role; a new one of the same name has another unique id, and trust policies that name the old one stop matching"
}

type "aws_iam_user" {
  class = "identity"
  loses = "the user and its unique id"

  circumstance "force_destroy" {
    equals = true
    points = 10
    rule   = "force-destroy"
    why    = "force_destroy is set: access keys and devices that Terraform does not manage go too"
  }
}

type "aws_iam_group" {
  class = "identity"
  loses = "the group's permissions for its members"
}

type "aws_iam_policy" {
  class = "identity"
  loses = "the permissions for everything that it is attached to"
}

type "aws_iam_instance_profile" {
  class = "identity"
  loses = "the role of the instances that start with it"
}

type "aws_iam_role_policy" {
  class = "glue"
  loses = "permissions of one role"
}

type "aws_iam_role_policy_attachment" {
  aliases = ["aws_iam_user_policy_attachment", "aws_iam_group_policy_attachment"]
  class   = "glue"
  loses   = "permissions of one role"
}

type "aws_iam_user_policy" {
  class = "glue"
  loses = "permissions of one user"
}

type "aws_iam_group_policy" {
  class = "glue"
  loses = "permissions of one group"
}

type "aws_iam_group_membership" {
  class = "identity"
  loses = "the permissions of all members: it owns the whole list"
}

# A delete of these ends the watch over a list; what is on it stays.
type "aws_iam_role_policies_exclusive" {
  aliases = ["aws_iam_role_policy_attachments_exclusive", "aws_iam_user_policies_exclusive", "aws_iam_user_policy_attachments_exclusive", "aws_iam_group_policies_exclusive", "aws_iam_group_policy_attachments_exclusive", "aws_route53_records_exclusive"]
  class   = "glue"
}

# The provider adopts these and leaves them as they are on delete.
type "aws_default_security_group" {
  aliases = ["aws_default_network_acl", "aws_default_route_table"]
  class   = "glue"
}

type "aws_default_vpc" {
  aliases = ["aws_default_subnet"]
  class   = "glue"

  circumstance "force_destroy" {
    equals = true
    points = 40
    rule   = "force-destroy"
    why    = "force_destroy is true: the default network is deleted, and not only left to itself"
  }
}

type "aws_default_vpc_dhcp_options" {
  class = "glue"
}

type "aws_iam_policy_attachment" {
  class  = "identity"
  loses  = "the policy on every user, role and group: it owns the whole list, also what other stacks attached"
  advice = "It is exclusive: use aws_iam_role_policy_attachment for single attachments."
}

type "aws_iam_openid_connect_provider" {
  aliases = ["aws_iam_saml_provider"]
  class   = "trust"
  loses   = "the trust in an identity provider: pipelines and pods that sign in through it are locked out"
  advice  = "Check that the pipeline which would undo this does not sign in through it."
}

type "aws_iam_service_linked_role" {
  class = "identity"
  loses = "a service's own role; AWS refuses to delete one in use"
}

type "aws_ssoadmin_permission_set" {
  class = "identity"
  loses = "the access of everyone it is assigned to"
}

type "aws_ssoadmin_account_assignment" {
  class = "identity"
  loses = "one group's or user's access to an account"
}

type "aws_identitystore_user" {
  class    = "identity"
  loses    = "the user and its id"
  recovery = "lost"
}

type "aws_identitystore_group" {
  class    = "identity"
  loses    = "the group, its id and its memberships"
  recovery = "lost"
}

type "aws_cognito_user_pool" {
  class    = "data-store"
  renewed  = true
  loses    = "every user account: passwords can't be exported, so users must sign up or reset again"
  recovery = "lost"

  circumstance "deletion_protection" {
    equals = "ACTIVE"
    points = -10
    rule   = "protected"
    why    = "deletion protection is on: Cognito refuses the delete until it is switched off"
  }
}

type "aws_cognito_user_pool_client" {
  class    = "trust"
  loses    = "the client id and its secret, which applications carry"
  recovery = "recreatable"
}

type "aws_cognito_user_pool_domain" {
  class    = "traffic"
  loses    = "the sign-in pages' address"
  recovery = "recreatable"
}

type "aws_cognito_identity_pool" {
  class    = "identity"
  loses    = "the identity id of every user"
  recovery = "lost"
}

type "aws_directory_service_directory" {
  class    = "data-store"
  loses    = "the directory with all users, groups and joined machines"
  recovery = "lost"
}

type "aws_organizations_account" {
  class    = "container"
  loses    = "the account with everything in it"
  recovery = "unknown"

  case "close_on_deletion" {
    equals = true
    tier   = "restorable"
    why    = "a closed account can be reopened through AWS Support for 90 days"
  }

  circumstance "close_on_deletion" {
    equals = true
    points = 10
    rule   = "closes-account"
    why    = "close_on_deletion is set: the account is closed, and everything in it stops"
  }

  case "close_on_deletion" {
    equals = false
    tier   = "recreatable"
    why    = "the account stays and only leaves the organization"
  }
}

type "aws_organizations_organizational_unit" {
  class    = "container"
  loses    = "the unit; AWS refuses to delete one that holds accounts"
  recovery = "recreatable"
}

type "aws_organizations_policy" {
  class = "identity"
  loses = "a guard rail for the accounts it is attached to"
}

type "aws_organizations_policy_attachment" {
  class = "identity"
  loses = "a guard rail for an account or a unit"
}

# Network

type "aws_vpc" {
  class = "network-core"
  loses = "the network; AWS refuses to delete one that is in use"
}

type "aws_subnet" {
  class = "network-core"
  loses = "the subnet; AWS refuses to delete one that holds network interfaces"
}

type "aws_internet_gateway" {
  aliases = ["aws_egress_only_internet_gateway"]
  class   = "network-core"
  loses   = "the way to and from the internet for the whole network"
}

type "aws_nat_gateway" {
  class = "service"
  loses = "the way out for private subnets; open connections break"
}

type "aws_eip" {
  class    = "network-rule"
  loses    = "the public address, which goes back to the pool: allow-lists and DNS records elsewhere still name it"
  recovery = "lost"
  advice   = "Ask who has allow-listed the address before letting it go."
}

type "aws_eip_association" {
  class    = "network-rule"
  loses    = "the public address of an instance"
  recovery = "reversible"
}

type "aws_route_table" {
  class = "network-core"
  loses = "the routes of every subnet that uses the table"
}

type "aws_route" {
  class    = "network-rule"
  loses    = "the way to one destination"
  recovery = "reversible"
}

type "aws_route_table_association" {
  aliases  = ["aws_main_route_table_association"]
  class    = "network-rule"
  loses    = "the routes of a subnet: it falls back to the main table and may be cut off"
  recovery = "reversible"
}

type "aws_vpc_endpoint" {
  class = "network-rule"
  loses = "the private way to a service"
}

type "aws_vpc_peering_connection" {
  class = "network-core"
  loses = "the link between two networks"
}

type "aws_ec2_transit_gateway" {
  class = "service"
  loses = "the hub between networks, with its attachments and routes"
}

type "aws_ec2_transit_gateway_vpc_attachment" {
  class = "network-core"
  loses = "a network's link to the hub"
}

type "aws_ec2_transit_gateway_route" {
  class    = "network-rule"
  loses    = "the way to one destination through the hub"
  recovery = "reversible"
}

type "aws_ec2_transit_gateway_route_table_association" {
  class    = "network-rule"
  loses    = "the routes of an attachment"
  recovery = "reversible"
}

type "aws_vpn_gateway" {
  class = "network-core"
  loses = "the cloud side of the VPN"
}

type "aws_vpn_connection" {
  class    = "network-core"
  loses    = "the tunnels; new ones have other addresses and keys, so the other side must be set up again"
  recovery = "lost"
}

type "aws_customer_gateway" {
  class = "network-core"
  loses = "the description of the other side of a VPN"
}

type "aws_dx_connection" {
  class    = "network-core"
  loses    = "the ordered physical line: a new one has to be ordered and cabled"
  recovery = "lost"
}

type "aws_dx_gateway" {
  class = "network-core"
  loses = "the link between lines and networks"
}

type "aws_security_group" {
  class = "network-rule"
  loses = "the rules of everything in the group; AWS refuses to delete one in use"
}

type "aws_security_group_rule" {
  aliases = ["aws_vpc_security_group_ingress_rule", "aws_vpc_security_group_egress_rule"]
  class   = "glue"
  loses   = "one permission to connect"
}

type "aws_network_acl" {
  class    = "network-rule"
  loses    = "the packet filter of its subnets, which fall back to the default one"
  recovery = "recreatable"
}

type "aws_network_acl_rule" {
  class = "glue"
  loses = "one rule of a packet filter"
}

type "aws_network_interface" {
  class    = "network-rule"
  loses    = "a network card with its addresses"
  recovery = "recreatable"
}

type "aws_networkfirewall_firewall" {
  class = "network-core"
  loses = "the firewall and its endpoints, which routes point to"

  circumstance "delete_protection" {
    equals = true
    points = -10
    rule   = "protected"
    why    = "deletion protection is on: AWS refuses the delete until it is switched off"
  }
}

type "aws_ec2_client_vpn_endpoint" {
  class = "traffic"
  loses = "the way in for all VPN users; a new endpoint needs new client files"
}

type "aws_flow_log" {
  class = "observability"
  loses = "the record of network traffic from now on"
}

# Traffic entry and DNS

type "aws_lb" {
  aliases = ["aws_alb"]
  class   = "traffic"
  loses   = "the entry point: a new balancer has another DNS name"
  advice  = "Check who refers to the DNS name outside this stack."

  circumstance "enable_deletion_protection" {
    equals = true
    points = -10
    rule   = "protected"
    why    = "deletion protection is on: AWS refuses the delete until it is switched off"
  }
}

type "aws_elb" {
  class = "traffic"
  loses = "the entry point: a new balancer has another DNS name"
}

type "aws_lb_listener" {
  aliases = ["aws_alb_listener"]
  class   = "traffic"
  loses   = "one port of the balancer: connections to it are refused"
}

type "aws_lb_listener_rule" {
  aliases = ["aws_alb_listener_rule"]
  class   = "glue"
  loses   = "one routing rule of a listener"
}

type "aws_lb_target_group" {
  aliases = ["aws_alb_target_group"]
  seamless = true
  class   = "traffic"
  loses   = "the set of targets; AWS refuses to delete one that a listener uses"
}

type "aws_lb_target_group_attachment" {
  aliases = ["aws_alb_target_group_attachment"]
  class   = "glue"
  loses   = "one target's traffic"
}

type "aws_lb_listener_certificate" {
  class = "glue"
  loses = "the certificate for some host names of a listener"
}

type "aws_cloudfront_distribution" {
  class    = "traffic"
  loses    = "the distribution and its domain name"
  recovery = "lost"
  safe     = ["enabled", "http_version", "price_class"]

  case "retain_on_delete" {
    equals = true
    tier   = "reversible"
    why    = "it is only disabled, not deleted"
  }
}

type "aws_cloudfront_function" {
  class = "glue"
  loses = "code that runs on requests; CloudFront refuses to delete one in use"
}

type "aws_cloudfront_origin_access_identity" {
  aliases  = ["aws_cloudfront_origin_access_control"]
  class    = "glue"
  loses    = "the right to read the origin bucket"
  recovery = "recreatable"
}

type "aws_globalaccelerator_accelerator" {
  class    = "traffic"
  loses    = "the static addresses of the accelerator"
  recovery = "lost"
}

type "aws_api_gateway_rest_api" {
  class = "traffic"
  loses = "the API with its id: its default address changes"
}

type "aws_api_gateway_deployment" {
  class   = "glue"
  loses   = "a snapshot of the API's methods"
  routine = "every change of the API makes a new deployment, and stages move to it"
}

type "aws_api_gateway_stage" {
  class = "traffic"
  loses = "the stage: callers get an error"
}

type "aws_api_gateway_domain_name" {
  aliases = ["aws_apigatewayv2_domain_name"]
  class   = "traffic"
  loses   = "the custom domain and the name that DNS points to"
}

type "aws_api_gateway_method" {
  aliases = ["aws_api_gateway_integration", "aws_api_gateway_resource"]
  class   = "glue"
  loses   = "one method of the API, once a deployment takes it over"
}

type "aws_api_gateway_api_key" {
  class    = "trust"
  loses    = "the key that clients send"
  recovery = "lost"
}

type "aws_apigatewayv2_api" {
  class = "traffic"
  loses = "the API with its id: its default address changes"
}

type "aws_apigatewayv2_stage" {
  class = "traffic"
  loses = "the stage: callers get an error"
}

type "aws_apigatewayv2_route" {
  aliases = ["aws_apigatewayv2_integration"]
  class   = "glue"
  loses   = "one route of the API"
}

type "aws_apigatewayv2_deployment" {
  class   = "glue"
  loses   = "a snapshot of the API's routes"
  routine = "every change of the API makes a new deployment, and stages move to it"
}

type "aws_route53_zone" {
  class    = "container"
  renewed  = true
  loses    = "every record in the zone, and its name servers: a new zone gets others, so the registrar has to be told"
  recovery = "recreatable"
  advice   = "Count the records that Terraform does not manage: aws route53 list-resource-record-sets --hosted-zone-id ID."

  case "vpc" {
    absent = true
    tier   = "lost"
    why    = "a new public zone gets other name servers"
  }

  circumstance "force_destroy" {
    equals = true
    points = 10
    rule   = "force-destroy"
    why    = "force_destroy is set: records that Terraform does not manage go too"
  }
}

type "aws_route53_record" {
  class    = "traffic"
  loses    = "the name: resolvers remember that it is gone for as long as they cache"
  recovery = "reversible"
}

type "aws_route53_health_check" {
  class = "observability"
  loses = "a check that fail-over records rely on"
}

type "aws_route53_zone_association" {
  class    = "network-rule"
  loses    = "a network's view of a private zone"
  recovery = "reversible"
}

type "aws_route53_resolver_rule" {
  class = "network-rule"
  loses = "the forwarding of some names"
}

type "aws_acm_certificate" {
  class = "certificate"
  loses = "the certificate; AWS refuses to delete one in use, and a new one has to be validated"
}

type "aws_acm_certificate_validation" {
  class   = "glue"
  loses   = "nothing: it only waits for a certificate"
  routine = "it stands for waiting, not for a thing in the cloud"
}

type "aws_wafv2_web_acl" {
  class = "network-rule"
  loses = "the filter in front of the application; AWS refuses to delete one in use"

  outcomes = ["exposure"]
}

type "aws_wafv2_web_acl_association" {
  class    = "network-rule"
  loses    = "the filter on one entry point: it is open until it is back"
  recovery = "reversible"
  outcomes = ["exposure"]
}

type "aws_wafv2_ip_set" {
  class = "glue"
  loses = "a list of addresses that rules refer to"
}

type "aws_service_discovery_private_dns_namespace" {
  class = "traffic"
  loses = "the names of all services in it; AWS refuses to delete one that holds services"
}

type "aws_service_discovery_service" {
  class = "traffic"
  loses = "a service's name; AWS refuses to delete one that has instances"
}

type "aws_ses_domain_identity" {
  aliases = ["aws_sesv2_email_identity"]
  class   = "traffic"
  loses   = "the right to send mail from a domain"
}

type "aws_transfer_server" {
  class    = "traffic"
  loses    = "the server with its host key and its address"
  recovery = "lost"
}

# Clusters and compute

type "aws_eks_cluster" {
  class    = "cluster"
  loses    = "every object in the cluster's API, the endpoint and the identity provider of its service accounts"
  recovery = "lost"
  safe     = ["bootstrap_self_managed_addons", "access_config.bootstrap_cluster_creator_admin_permissions"]
  advice   = "Volumes and load balancers that the cluster made stay behind, unmanaged."

  circumstance "deletion_protection" {
    equals = true
    points = -10
    rule   = "protected"
    why    = "deletion protection is on: EKS refuses the delete until it is switched off"
  }
}

type "aws_eks_node_group" {
  class   = "service"
  loses   = "the nodes: their pods are evicted and need room elsewhere"
  safe    = ["ami_type", "capacity_type"]
  matters = ["labels"]
}

type "aws_eks_fargate_profile" {
  class = "compute"
  loses = "the pods that it started"
}

type "aws_eks_addon" {
  class = "compute"
  loses = "an add-on that workloads may rely on, such as DNS or storage"
  safe  = ["addon_name", "addon_version"]

  case "preserve" {
    equals = true
    tier   = "reversible"
    kept   = true
    why    = "preserve is set: the add-on goes on running in the cluster"
  }
}

type "aws_eks_access_entry" {
  aliases = ["aws_eks_access_policy_association"]
  class   = "identity"
  loses   = "a principal's access to the cluster"
}

type "aws_eks_pod_identity_association" {
  class = "identity"
  loses = "the AWS permissions of a service account"
}

type "aws_ecs_cluster" {
  class    = "cluster"
  loses    = "the cluster; ECS refuses to delete one that still runs services or tasks"
  recovery = "recreatable"
}

type "aws_ecs_service" {
  class = "service"
  loses = "the running tasks: the service is down until new ones are healthy"
  safe  = ["task_definition"]
}

type "aws_ecs_task_definition" {
  class   = "glue"
  loses   = "a revision of the definition; tasks keep theirs until their service moves to the new one"
  routine = "every change makes a new revision, and services move to it"
}

type "aws_instance" {
  class  = "server"
  loses  = "what is on its root disk and instance store, its private address, and its public one unless that is an elastic one"
  safe   = ["disable_api_termination", "root_block_device.volume_size", "root_block_device.volume_type", "root_block_device.delete_on_termination"]
  advice = "Ask whether anything was set up on it by hand."

  case "root_block_device[0].delete_on_termination" {
    equals = false
    tier   = "recreatable"
    why    = "the root volume stays, unattached"
  }

  # Versions 4.16 to 6.7 of the provider have no force_destroy and switch the protection off
  # before they delete (hashicorp/terraform-provider-aws#43722).
  circumstance "disable_api_termination" {
    equals = true
    with   = { force_destroy = false }
    has    = ["force_destroy"]
    points = -10
    rule   = "protected"
    why    = "termination protection is on: EC2 refuses the delete until it is switched off"
  }

  circumstance "disable_api_termination" {
    equals = true
    lacks  = ["force_destroy"]
    points = 5
    rule   = "force-destroy"
    why    = "termination protection does not stop it: a version of the provider without force_destroy switches it off before it deletes"
  }

  circumstance "force_destroy" {
    equals = true
    with   = { disable_api_termination = true }
    points = 10
    rule   = "force-destroy"
    why    = "force_destroy is set: termination protection does not stop it"
  }
}

type "aws_autoscaling_group" {
  class = "service"
  loses = "all its instances at once"
}

type "aws_launch_template" {
  class   = "glue"
  loses   = "the recipe for new instances; running ones keep theirs"
  routine = "groups move to the new one; running instances stay"
}

type "aws_launch_configuration" {
  class   = "glue"
  loses   = "the recipe for new instances; running ones keep theirs"
  routine = "it can't be changed in place, so every change replaces it; running instances stay"
}

type "aws_autoscaling_policy" {
  aliases = ["aws_appautoscaling_policy", "aws_appautoscaling_target", "aws_autoscaling_schedule"]
  class   = "glue"
  loses   = "a scaling rule"
}

type "aws_autoscaling_attachment" {
  class = "glue"
  loses = "the traffic of a group's instances"
}

type "aws_spot_instance_request" {
  class = "server"
  loses = "the request and its instance"
}

type "aws_placement_group" {
  class = "glue"
  loses = "a placement rule; EC2 refuses to delete one in use"
}

type "aws_lambda_function" {
  class = "service"
  loses = "the function with its versions; callers get an error"
}

type "aws_lambda_alias" {
  class = "traffic"
  loses = "the name that callers use"
}

type "aws_lambda_permission" {
  class  = "glue"
  loses  = "a service's right to call the function: its calls fail until it is back"
  advice = "Replaced destroy-before-create it leaves a short gap in which calls are refused."
}

type "aws_lambda_event_source_mapping" {
  class    = "glue"
  loses    = "the link from a queue or a stream: nothing is read while it is away"
  recovery = "recreatable"
}

type "aws_lambda_layer_version" {
  class    = "glue"
  loses    = "a version of the layer; functions that already use it go on"
  recovery = "recreatable"
  routine  = "versions can't be changed, so every change makes a new one"
}

type "aws_lambda_function_url" {
  class = "traffic"
  loses = "the function's web address"
}

type "aws_sfn_state_machine" {
  class    = "service"
  loses    = "the machine and its running executions"
  recovery = "recreatable"
}

type "aws_batch_compute_environment" {
  class = "compute"
  loses = "the machines of a batch queue"
}

type "aws_batch_job_queue" {
  class = "compute"
  loses = "the jobs that wait in the queue"
  outcomes = ["data-loss", "outage"]
}

type "aws_batch_job_definition" {
  class   = "glue"
  loses   = "a revision of the definition"
  routine = "every change makes a new revision"
}

type "aws_apprunner_service" {
  class = "service"
  loses = "the service and its default address"
}

type "aws_elastic_beanstalk_environment" {
  class = "service"
  loses = "the environment with its instances, balancer and address"
}

type "aws_lightsail_instance" {
  class    = "server"
  loses    = "the machine with everything on its disk"
  recovery = "lost"
}

type "aws_emr_cluster" {
  class    = "cluster"
  loses    = "running steps and everything in the cluster's own file system"
  recovery = "lost"

  circumstance "termination_protection" {
    equals = true
    points = -10
    rule   = "protected"
    why    = "deletion protection is on: EMR refuses the delete until it is switched off"
  }
}

type "aws_dms_replication_instance" {
  class = "server"
  loses = "the machine that replicates; its tasks stop"
}

type "aws_cloudformation_stack" {
  class    = "container"
  loses    = "every resource of the stack that has no deletion policy of its own"
  recovery = "unknown"
  opaque   = true
}

type "aws_codebuild_project" {
  class    = "other"
  loses    = "a build; its webhook and history"
  recovery = "recreatable"
}

type "aws_codepipeline" {
  class    = "other"
  loses    = "a delivery pipeline and its history"
  recovery = "recreatable"
}

type "aws_glue_catalog_database" {
  aliases  = ["aws_glue_catalog_table"]
  class    = "other"
  loses    = "table definitions; the data behind them stays"
  recovery = "recreatable"
}

type "aws_glue_job" {
  class    = "other"
  loses    = "a job and its run history"
  recovery = "recreatable"
}

type "aws_athena_workgroup" {
  class    = "other"
  loses    = "saved queries and query history"
  recovery = "lost"
}

type "aws_mwaa_environment" {
  class    = "service"
  loses    = "the scheduler with its run history and metadata"
  recovery = "lost"
}

# Observability

type "aws_cloudwatch_log_group" {
  class    = "observability"
  loses    = "every log line in the group"
  recovery = "lost"

  case "skip_destroy" {
    equals = true
    tier   = "reversible"
    kept   = true
    why    = "skip_destroy keeps the group and its logs"
  }

  circumstance "deletion_protection_enabled" {
    equals = true
    points = -10
    rule   = "protected"
    why    = "deletion protection is on: AWS refuses the delete until it is switched off"
  }
}

type "aws_cloudwatch_metric_alarm" {
  aliases  = ["aws_cloudwatch_composite_alarm"]
  class    = "observability"
  loses    = "an alarm and its history; scaling that it starts stops too"
  recovery = "recreatable"
}

type "aws_cloudwatch_dashboard" {
  class = "dashboard"
  loses = "a dashboard"
}

type "aws_cloudwatch_log_metric_filter" {
  aliases = ["aws_cloudwatch_log_subscription_filter"]
  class   = "observability"
  loses   = "a metric from now on"
}

type "aws_cloudtrail" {
  class = "observability"
  loses = "the audit trail from now on; logs already written stay in the bucket"
}

type "aws_guardduty_detector" {
  class    = "observability"
  loses    = "threat detection with its findings"
  recovery = "lost"
}

type "aws_config_configuration_recorder" {
  class = "observability"
  loses = "the record of configuration changes from now on"
}

type "aws_prometheus_workspace" {
  class    = "data-store"
  renewed  = true
  loses    = "every metric in the workspace; its endpoint changes"
  recovery = "lost"
}

type "aws_grafana_workspace" {
  class    = "data-store"
  renewed  = true
  loses    = "dashboards and users of the workspace; its address changes"
  recovery = "lost"
}

type "aws_budgets_budget" {
  class = "observability"
  loses = "a budget alert"
}
