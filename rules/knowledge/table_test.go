package knowledge_test

import (
	"slices"
	"strings"
	"testing"
)

func TestHarmless(t *testing.T) {
	t.Parallel()
	table := builtin(t)
	for _, attribute := range []string{"tags", "tags_all", "labels", "effective_labels", "terraform_labels", "description"} {
		if !table.Harmless(attribute) {
			t.Errorf("%s: want harmless", attribute)
		}
	}
	for _, attribute := range []string{"", "tag", "annotations", "metadata", "policy", "ingress"} {
		if table.Harmless(attribute) {
			t.Errorf("%s: want not harmless", attribute)
		}
	}
	tests := []struct {
		resourceType, attribute string
		want                    bool
	}{
		{"aws_instance", "tags", true},
		{"google_compute_instance", "labels", true},
		{"google_compute_instance", "tags", false}, // firewall rules select by them
		{"aws_eks_node_group", "labels", false},    // node selectors read them
		{"foo_widget", "tags", true},
		{"foo_widget", "size", false},
		{"google_sql_database_instance", "settings[0].user_labels.cost", true},
		{"google_sql_database_instance", "settings[0].user_labels", true},
		{"google_sql_database_instance", "settings[0].tier", false},
		{"azurerm_kubernetes_cluster", `default_node_pool[0].tags["team"]`, true},
		{"google_container_node_pool", "node_config[0].tags[0]", false},     // firewall rules select by them
		{"google_container_node_pool", "node_config[0].labels.pool", false}, // pods choose nodes by them
		{"kubernetes_manifest", "manifest.rules[0].tags", false},
		{"azurerm_linux_web_app", "app_settings.description", false}, // a key of a map
		{"aws_wafv2_rule_group", "rule[0].description", true},
	}
	for _, test := range tests {
		if got := table.HarmlessOn(test.resourceType, test.attribute); got != test.want {
			t.Errorf("%s of %s: harmless %v, want %v", test.attribute, test.resourceType, got, test.want)
		}
	}
}

func TestSafe(t *testing.T) {
	t.Parallel()
	tests := []struct {
		resourceType, attribute string
		want                    bool
	}{
		{"aws_db_instance", "availability_zone", true},
		{"aws_db_instance", "instance_class", true},
		{"aws_db_instance", "password", false},
		{"aws_anything_new", "engine_version", true},
		{"google_sql_database_instance", "settings[0].tier", true},
		{"google_sql_database_instance", "settings.tier", true},
		{"google_sql_database_instance", `settings["x"].tier`, false},
		{"google_sql_database_instance", "settings[].tier", false},
		{"google_sql_database_instance", "settings[0.tier", false},
		{"google_compute_instance", "settings[0].tier", false},
		{"google_compute_instance", "machine_type", true},
		{"kubernetes_deployment_v1", "metadata[0].namespace", true},
		{"kubernetes_secret_v1", "data", false},
		{"kubernetes_secret_v1", "data.pods", false},
		{"kubernetes_service_v1", "spec[0].selector.tier", true},
		{"kubernetes_service_v1", `spec[0].selector["app.kubernetes.io/name"]`, true},
		{"kubernetes_config_map_v1", `data["spec.selector.a"]`, false},
		{"aws_subnet", "availability_zones[1]", true},
		{"acme_thing", "availability_zone", false},
		{"aws_instance", "user_data", false},
		{"aws_instance", "", false},
	}
	table := builtin(t)
	for _, test := range tests {
		if got := table.Safe(test.resourceType, test.attribute); got != test.want {
			t.Errorf("%s of %s: safe %v, want %v", test.attribute, test.resourceType, got, test.want)
		}
	}
}

// denied are parts of names that may hold secrets, code or free text; deniedWords are
// such names as far as they stand as a word of their own.
var (
	denied = []string{
		"password", "passwd", "secret", "token", "key_material", "access_key", "api_key", "user_data", "custom_data",
		"policy", "connection", "environment", "content", "body", "script", "certificate", "private", "credential",
		"annotation", "command", "header",
	}
	deniedWords = []string{"url", "uri", "value", "data", "args", "auth", "login", "user", "users", "env"}
	// settings are names that have such a part and hold one of a few words, a number or the
	// name of an image.
	settings = []string{
		"metadata_options.http_tokens", "boolean_policy.enforced", "retention_policy.is_locked", "retention_policy.retention_period", "webhook.failure_policy",
		"expiration_policy.ttl", "settings.activation_policy", "deletion_policy", "soft_delete_policy.retention_duration_seconds",
		"private_cluster_config.enable_private_endpoint", "private_cluster_config.enable_private_nodes", "delete_contents_on_destroy",
		"shared_access_key_enabled", "private_cluster_enabled", "blob_properties.delete_retention_policy.days",
		"blob_properties.container_delete_retention_policy.days", "eviction_policy", "short_term_retention_policy.retention_days",
		"consistency_policy.consistency_level", "spec.external_traffic_policy", "reclaim_policy", "spec.persistent_volume_reclaim_policy",
		"steering_policy", "notify_no_data", "data_retention_time_in_days", "image_uri",
	}
)

func TestSafeListsHoldNoSecrets(t *testing.T) {
	t.Parallel()
	table := builtin(t)
	for _, name := range table.Types() {
		for _, attribute := range table.Lookup(name).Safe {
			checkSafe(t, name, attribute)
		}
	}
	for _, list := range providerLists(t) {
		for _, attribute := range list.attributes {
			checkSafe(t, list.provider, attribute)
			if !table.Safe(list.provider+"_anything", attribute) {
				t.Errorf("%s of %s: in the list and not safe", attribute, list.provider)
			}
		}
	}
}

func checkSafe(t *testing.T, where, attribute string) {
	t.Helper()
	if slices.Contains(settings, attribute) {
		return
	}
	words := strings.FieldsFunc(attribute, func(r rune) bool { return r == '.' || r == '_' })
	for _, word := range denied {
		if strings.Contains(attribute, word) {
			t.Errorf("%s: %q may be printed although it has %q in it", where, attribute, word)
		}
	}
	for _, word := range deniedWords {
		if slices.Contains(words, word) {
			t.Errorf("%s: %q may be printed although %q is a word of it", where, attribute, word)
		}
	}
}
