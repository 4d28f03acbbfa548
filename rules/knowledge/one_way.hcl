# What grows in place and can't shrink again, from the documentation of the providers and the
# services: with the old, smaller value the provider makes a new object, or the service
# refuses. So the old configuration is no way back. Attributes are dotted, without indexes.

one_way "aws_ebs_volume" {
  attributes = ["size"]
  why        = "a volume can only grow: a smaller one is a new one, to which the data must be copied"
}

one_way "aws_instance" {
  attributes = ["root_block_device.volume_size", "ebs_block_device.volume_size"]
  why        = "a volume can only grow: a smaller one is a new one, to which the data must be copied"
}

one_way "aws_db_instance" {
  attributes = ["allocated_storage"]
  why        = "storage can only grow: less of it takes a new instance, to which the data must be copied"
}

one_way "aws_msk_cluster" {
  attributes = ["broker_node_group_info.storage_info.ebs_storage_info.volume_size"]
  why        = "the brokers' storage can only grow: less of it takes a new cluster"
}

one_way "aws_fsx_windows_file_system" {
  attributes = ["storage_capacity"]
  aliases    = ["aws_fsx_lustre_file_system", "aws_fsx_openzfs_file_system"]
  why        = "storage can only grow: less of it takes a new file system, to which the data must be copied"
}

one_way "google_sql_database_instance" {
  attributes = ["settings.disk_size"]
  why        = "the disk can only grow: with the old size the provider replaces the instance"
}

one_way "google_compute_disk" {
  attributes = ["size"]
  aliases    = ["google_compute_region_disk"]
  why        = "a disk can only grow: with the old size the provider replaces it"
}

one_way "google_compute_subnetwork" {
  attributes = ["ip_cidr_range"]
  why        = "a range can only be widened: with the old one the provider replaces the subnetwork"
}

one_way "azurerm_managed_disk" {
  attributes = ["disk_size_gb"]
  why        = "a disk can only grow: with the old size the provider replaces it"
}

one_way "azurerm_linux_virtual_machine" {
  attributes = ["os_disk.disk_size_gb"]
  aliases    = ["azurerm_windows_virtual_machine"]
  why        = "a disk can only grow: a smaller one takes a new machine"
}

one_way "azurerm_postgresql_flexible_server" {
  attributes = ["storage_mb"]
  why        = "storage can only grow: with the old size the provider replaces the server"
}

one_way "azurerm_mysql_flexible_server" {
  attributes = ["storage.size_gb"]
  why        = "storage can only grow: with the old size the provider replaces the server"
}

one_way "kubernetes_persistent_volume_claim" {
  attributes = ["spec.resources.requests.storage"]
  aliases    = ["kubernetes_persistent_volume_claim_v1"]
  why        = "a claim can only grow: a smaller one is a new one, to which the data must be copied"
}

one_way "digitalocean_volume" {
  attributes = ["size"]
  aliases    = ["hcloud_volume", "linode_volume", "openstack_blockstorage_volume_v3"]
  why        = "a volume can only grow: a smaller one is a new one, to which the data must be copied"
}
