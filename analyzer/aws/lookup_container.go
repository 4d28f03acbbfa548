package aws

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/ec2"
	"github.com/aws/aws-sdk-go-v2/service/ec2/types"
	"github.com/aws/aws-sdk-go-v2/service/ecr"
	"github.com/aws/aws-sdk-go-v2/service/ecs"
	"github.com/aws/aws-sdk-go-v2/service/eks"
)

// containerLookups are about images, clusters and services.
func containerLookups() []lookup {
	return []lookup{
		{
			types:     []string{"aws_ecr_repository"},
			questions: []question{{"images in it", []Call{call("ecr", "DescribeImages")}, imagesIn}},
			unused:    "there is no image in it",
			empties:   true,
		},
		{
			types: []string{"aws_eks_cluster"},
			questions: []question{
				{"its node groups", []Call{call("eks", "ListNodegroups")}, nodeGroupsOf},
				{"its Fargate profiles", []Call{call("eks", "ListFargateProfiles")}, fargateProfilesOf},
				{"its nodes", []Call{call("ec2", "DescribeInstances")}, nodesOf},
			},
		},
		{
			types: []string{"aws_ecs_cluster"},
			questions: []question{
				{"tasks in it", []Call{call("ecs", "DescribeClusters")}, sees(tasksIn)},
				{"services in it", []Call{call("ecs", "ListServices")}, servicesIn},
			},
			unused: "no task, service or instance is in it",
		},
		{
			types:     []string{"aws_ecs_service"},
			questions: []question{{"its tasks", []Call{call("ecs", "DescribeServices")}, sees(tasksOf)}},
		},
	}
}

func imagesIn(ctx context.Context, q *query, a *answer) error {
	if err := needs(q.name); err != nil {
		return err
	}
	var images int64
	in := &ecr.DescribeImagesInput{RepositoryName: aws.String(q.name)}
	if registry := q.attr("registry_id"); registry != "" {
		in.RegistryId = aws.String(registry)
	}
	err := each(ctx, q, a, ecr.NewDescribeImagesPaginator(clientOf(q.in, ecr.NewFromConfig), in), func(page *ecr.DescribeImagesOutput) {
		a.seen = true
		images += int64(len(page.ImageDetails))
	})
	if images > 0 {
		a.livef("%s in it", counted(images, "image", "images"))
	}
	return err
}

func eksOf(q *query) *eks.Client { return clientOf(q.in, eks.NewFromConfig) }

func nodeGroupsOf(ctx context.Context, q *query, a *answer) error {
	if err := needs(q.name); err != nil {
		return err
	}
	in := &eks.ListNodegroupsInput{ClusterName: aws.String(q.name)}
	return each(ctx, q, a, eks.NewListNodegroupsPaginator(eksOf(q), in), func(page *eks.ListNodegroupsOutput) {
		a.seen = true
		for _, g := range page.Nodegroups {
			a.named(q, "node group", g, "of the cluster", "aws_eks_node_group", q.name+":"+g)
		}
	})
}

func fargateProfilesOf(ctx context.Context, q *query, a *answer) error {
	if err := needs(q.name); err != nil {
		return err
	}
	in := &eks.ListFargateProfilesInput{ClusterName: aws.String(q.name)}
	return each(ctx, q, a, eks.NewListFargateProfilesPaginator(eksOf(q), in), func(page *eks.ListFargateProfilesOutput) {
		for _, p := range page.FargateProfileNames {
			a.named(q, "Fargate profile", p, "of the cluster", "aws_eks_fargate_profile", q.name+":"+p)
		}
	})
}

// nodesOf counts the running nodes by the tag that EKS gives those of its node groups.
func nodesOf(ctx context.Context, q *query, a *answer) error {
	if err := needs(q.name); err != nil {
		return err
	}
	var nodes int64
	in := &ec2.DescribeInstancesInput{Filters: []types.Filter{filter("tag:aws:eks:cluster-name", q.name), filter("instance-state-name", "running")}}
	err := eachInstance(ctx, q, a, in, func(*types.Instance) { nodes++ })
	if nodes > 0 {
		a.livef("%s running", counted(nodes, "node", "nodes"))
	}
	return err
}

func ecsOf(q *query) *ecs.Client { return clientOf(q.in, ecs.NewFromConfig) }

func tasksIn(ctx context.Context, q *query, a *answer) error {
	if err := needs(q.arn); err != nil {
		return err
	}
	out, err := ecsOf(q).DescribeClusters(ctx, &ecs.DescribeClustersInput{Clusters: []string{q.arn}})
	if err != nil {
		return err
	}
	for _, c := range out.Clusters {
		if aws.ToString(c.Status) == "INACTIVE" || !a.see(q.arn, c.ClusterArn) {
			continue // what is left of a deleted cluster
		}
		if n := int64(c.RunningTasksCount) + int64(c.PendingTasksCount); n > 0 {
			a.livef("%s running or about to", counted(n, "task", "tasks"))
		}
		if c.RegisteredContainerInstancesCount > 0 {
			a.livef("%s registered", counted(int64(c.RegisteredContainerInstancesCount), "container instance", "container instances"))
		}
	}
	return nil
}

func servicesIn(ctx context.Context, q *query, a *answer) error {
	if err := needs(q.arn); err != nil {
		return err
	}
	in := &ecs.ListServicesInput{Cluster: aws.String(q.arn)}
	return each(ctx, q, a, ecs.NewListServicesPaginator(ecsOf(q), in), func(page *ecs.ListServicesOutput) {
		for _, s := range page.ServiceArns {
			a.dependent(q, "ECS service", last(s, "/"), "runs in it", s)
		}
	})
}

func tasksOf(ctx context.Context, q *query, a *answer) error {
	cluster := q.attr("cluster")
	if err := needs(q.name, cluster); err != nil {
		return err
	}
	out, err := ecsOf(q).DescribeServices(ctx, &ecs.DescribeServicesInput{Cluster: aws.String(cluster), Services: []string{q.name}})
	if err != nil {
		return err
	}
	for _, s := range out.Services {
		if aws.ToString(s.Status) == "INACTIVE" {
			continue
		}
		a.seen = true
		if s.RunningCount > 0 {
			a.livef("%s running", counted(int64(s.RunningCount), "task", "tasks"))
		}
	}
	return nil
}
