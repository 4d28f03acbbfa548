package aws_test

import (
	"slices"
	"strings"

	"github.com/tfblast/tfblast/analyzer/plan"
)

const (
	account = "111122223333"
	region  = "eu-west-1"
)

func arnOf(service, resource string) string {
	return "arn:aws:" + service + ":" + region + ":" + account + ":" + resource
}

func iamARN(resource string) string { return "arn:aws:iam::" + account + ":" + resource }

// instances has one instance of each type, or more, that the world knows.
func instances() []*plan.Change {
	list := []*plan.Change{
		deleted("aws_security_group.app", "id", "sg-app", "arn", arnOf("ec2", "security-group/sg-app"), "owner_id", account),
		deleted("aws_security_group.idle", "id", "sg-idle", "arn", arnOf("ec2", "security-group/sg-idle")),
		deleted("aws_security_group.gone", "id", "sg-gone", "arn", arnOf("ec2", "security-group/sg-gone")),
		deleted("aws_default_security_group.d", "id", "sg-idle", "arn", arnOf("ec2", "security-group/sg-idle")),
		deleted("aws_subnet.a", "id", "subnet-1", "availability_zone", region+"a", "owner_id", account),
		deleted("aws_default_subnet.a", "id", "subnet-1", "arn", arnOf("ec2", "subnet/subnet-1")),
		deleted("aws_vpc.main", "id", "vpc-1", "arn", arnOf("ec2", "vpc/vpc-1")),
		deleted("aws_default_vpc.main", "id", "vpc-1", "arn", arnOf("ec2", "vpc/vpc-1")),
		deleted("aws_network_interface.n", "id", "eni-1"),
		deleted("aws_route_table.r", "id", "rtb-1", "arn", arnOf("ec2", "route-table/rtb-1")),
		deleted("aws_default_route_table.r", "id", "rtb-1"),
		deleted("aws_nat_gateway.n", "id", "nat-1", "region", region),
		deleted("aws_internet_gateway.i", "id", "igw-1", "arn", arnOf("ec2", "internet-gateway/igw-1")),
		deleted("aws_egress_only_internet_gateway.e", "id", "eigw-1"),
		deleted("aws_vpc_endpoint.s3", "id", "vpce-1", "arn", arnOf("ec2", "vpc-endpoint/vpce-1")),
		deleted("aws_ec2_transit_gateway.t", "id", "tgw-1", "arn", arnOf("ec2", "transit-gateway/tgw-1")),
		deleted("aws_eip.e", "id", "eipalloc-1"),
		deleted("aws_instance.web", "id", "i-1", "arn", arnOf("ec2", "instance/i-1")),
		deleted("aws_spot_instance_request.s", "id", "sir-1", "spot_instance_id", "i-2"),
		deleted("aws_ebs_volume.data", "id", "vol-1", "arn", arnOf("ec2", "volume/vol-1")),
		deleted("aws_launch_template.l", "id", "lt-1", "arn", arnOf("ec2", "launch-template/lt-1")),
		deleted("aws_ami.a", "id", "ami-1"), deleted("aws_ami_copy.a", "id", "ami-1"), deleted("aws_ami_from_instance.a", "id", "ami-1"),
		deleted("aws_key_pair.k", "id", "ops", "key_name", "ops"),
		deleted("aws_iam_role.app", "id", "app", "name", "app", "arn", iamARN("role/app")),
		deleted("aws_iam_policy.read", "id", iamARN("policy/read"), "name", "read", "arn", iamARN("policy/read")),
		deleted("aws_iam_instance_profile.p", "id", "app-nodes", "name", "app-nodes", "arn", iamARN("instance-profile/app-nodes")),
		deleted("aws_iam_user.u", "id", "deploy", "name", "deploy", "arn", iamARN("user/deploy")),
		deleted("aws_iam_group.g", "id", "ops", "name", "ops", "arn", iamARN("group/ops")),
		deleted("aws_kms_key.k", "id", "k-1", "key_id", "k-1", "arn", arnOf("kms", "key/k-1")),
		deleted("aws_kms_replica_key.k", "key_id", "k-1"), deleted("aws_kms_external_key.k", "arn", arnOf("kms", "key/k-1")),
		deleted("aws_lb_target_group.t", "arn", arnOf("elasticloadbalancing", "targetgroup/shop/1")),
		deleted("aws_alb_target_group.t", "arn", arnOf("elasticloadbalancing", "targetgroup/shop/1")),
		deleted("aws_lb.shop", "arn", arnOf("elasticloadbalancing", "loadbalancer/app/shop/50dc6c495c0c9188"), "dns_name", "shop-1.eu-west-1.elb.amazonaws.com"),
		deleted("aws_alb.net", "arn", arnOf("elasticloadbalancing", "loadbalancer/net/n/1"), "dns_name", "n-1.elb.eu-west-1.amazonaws.com"),
		deleted("aws_route53_zone.z", "id", "Z1", "name", "example.com", "arn", "arn:aws:route53:::hostedzone/Z1"),
		deleted("aws_db_instance.orders", "id", "db-ABC", "identifier", "orders", "arn", arnOf("rds", "db:orders")),
		deleted("aws_rds_cluster.main", "id", "main", "cluster_identifier", "main", "arn", arnOf("rds", "cluster:main")),
		deleted("aws_rds_cluster_instance.i", "id", "orders", "identifier", "orders", "arn", arnOf("rds", "db:orders")),
		deleted("aws_db_subnet_group.s", "id", "private", "name", "private", "arn", arnOf("rds", "subgrp:private")),
		deleted("aws_db_parameter_group.p", "id", "pg16", "name", "pg16", "arn", arnOf("rds", "pg:pg16")),
		deletedWith("aws_elasticache_replication_group.r", map[string]any{"replication_group_id": "sessions", "member_clusters": []any{"sessions-001"}, "arn": arnOf("elasticache", "replicationgroup:sessions")}),
		deleted("aws_elasticache_cluster.c", "cluster_id", "memo", "arn", arnOf("elasticache", "cluster:memo")),
		deleted("aws_dynamodb_table.t", "id", "orders", "name", "orders", "arn", arnOf("dynamodb", "table/orders")),
		deleted("aws_sqs_queue.jobs", "id", "https://sqs.eu-west-1.amazonaws.com/111122223333/jobs", "name", "jobs", "arn", arnOf("sqs", "jobs")),
		deleted("aws_kinesis_stream.k", "id", arnOf("kinesis", "stream/clicks"), "name", "clicks", "arn", arnOf("kinesis", "stream/clicks")),
		deleted("aws_lambda_function.f", "id", "resize", "function_name", "resize", "arn", arnOf("lambda", "function:resize")),
		deleted("aws_api_gateway_rest_api.a", "id", "rest1", "name", "shop-api", "arn", "arn:aws:apigateway:eu-west-1::/restapis/rest1"),
		deleted("aws_apigatewayv2_api.a", "id", "abc123", "name", "web", "arn", "arn:aws:apigateway:eu-west-1::/apis/abc123"),
		deleted("aws_cloudfront_distribution.d", "id", "E1", "domain_name", "d111111abcdef8.cloudfront.net", "arn", "arn:aws:cloudfront::111122223333:distribution/E1"),
		deleted("aws_acm_certificate.c", "arn", arnOf("acm", "certificate/c-1"), "id", arnOf("acm", "certificate/c-1")),
		deleted("aws_s3_bucket.logs", "id", "logs", "bucket", "logs", "arn", "arn:aws:s3:::logs", "region", region),
		deleted("aws_s3_bucket.empty", "id", "empty", "bucket", "empty", "arn", "arn:aws:s3:::empty", "region", region),
		deleted("aws_ecr_repository.r", "id", "shop", "name", "shop", "registry_id", account, "arn", arnOf("ecr", "repository/shop")),
		deleted("aws_eks_cluster.c", "id", "shop", "name", "shop", "arn", arnOf("eks", "cluster/shop")),
		deleted("aws_ecs_cluster.c", "id", arnOf("ecs", "cluster/shop"), "name", "shop", "arn", arnOf("ecs", "cluster/shop")),
		deleted("aws_ecs_service.s", "id", arnOf("ecs", "service/shop/cart"), "name", "cart", "cluster", arnOf("ecs", "cluster/shop")),
		deleted("aws_secretsmanager_secret.s", "arn", arnOf("secretsmanager", "secret:db-AbCdEf")),
		deleted("aws_cloudformation_stack.s", "id", arnOf("cloudformation", "stack/legacy/1"), "name", "legacy"),
		deleted("aws_servicecatalogappregistry_application.a", "id", "a1", "arn", arnOf("servicecatalog", "/applications/a1")),
		deleted("aws_sns_topic.alarms", "arn", arnOf("sns", "alarms")),
	}
	slices.SortFunc(list, func(a, b *plan.Change) int { return strings.Compare(a.Address, b.Address) })
	return list
}

// deleted is the delete of an instance with these attributes, names and values in turn.
func deleted(address string, attributes ...string) *plan.Change {
	before := map[string]any{}
	for i := 0; i < len(attributes); i += 2 {
		before[attributes[i]] = attributes[i+1]
	}
	return deletedWith(address, before)
}

func deletedWith(address string, before map[string]any) *plan.Change {
	kind, name, _ := strings.Cut(address, ".")
	return &plan.Change{Address: address, Mode: "managed", Type: kind, Name: name, Action: plan.ActionDelete, Before: before}
}
