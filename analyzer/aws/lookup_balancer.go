package aws

import (
	"context"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	elb "github.com/aws/aws-sdk-go-v2/service/elasticloadbalancingv2"
	"github.com/aws/aws-sdk-go-v2/service/elasticloadbalancingv2/types"
)

// balancerLookups are about load balancers and what they send traffic to.
func balancerLookups() []lookup {
	return []lookup{
		{
			types: []string{"aws_lb_target_group", "aws_alb_target_group"},
			questions: []question{
				{"load balancers that send to it", []Call{call("elasticloadbalancing", "DescribeTargetGroups")}, sees(balancersOf)},
				{"its targets", []Call{call("elasticloadbalancing", "DescribeTargetHealth")}, targetsOf},
			},
			unused: "nothing is registered in it and no load balancer sends to it",
		},
		{
			types: []string{"aws_lb", "aws_alb"},
			questions: []question{
				{"the load balancer itself", []Call{call("elasticloadbalancing", "DescribeLoadBalancers")}, sees(seeBalancer)},
				recordsThatName("dns_name"),
			},
			traffic: []metric{
				{namespace: "AWS/ApplicationELB", name: "RequestCount", stat: sum, dimensions: byBalancer("app/"), says: "requests", live: true},
				{namespace: "AWS/NetworkELB", name: "NewFlowCount", stat: sum, dimensions: byBalancer("net/"), says: "new connections", live: true},
			},
		},
	}
}

func elbOf(q *query) *elb.Client { return clientOf(q.in, elb.NewFromConfig) }

func balancersOf(ctx context.Context, q *query, a *answer) error {
	if err := needs(q.arn); err != nil {
		return err
	}
	out, err := elbOf(q).DescribeTargetGroups(ctx, &elb.DescribeTargetGroupsInput{TargetGroupArns: []string{q.arn}})
	if err != nil {
		return err
	}
	single(a, out)
	for _, g := range out.TargetGroups {
		if !a.see(q.arn, g.TargetGroupArn) {
			continue
		}
		for _, b := range g.LoadBalancerArns {
			a.dependent(q, "load balancer", last(b, ":loadbalancer/"), "sends to it", b)
		}
	}
	return nil
}

func targetsOf(ctx context.Context, q *query, a *answer) error {
	if err := needs(q.arn); err != nil {
		return err
	}
	out, err := elbOf(q).DescribeTargetHealth(ctx, &elb.DescribeTargetHealthInput{TargetGroupArn: aws.String(q.arn)})
	if err != nil {
		return err
	}
	healthy := int64(0)
	for _, t := range out.TargetHealthDescriptions {
		if t.TargetHealth != nil && t.TargetHealth.State == types.TargetHealthStateEnumHealthy {
			healthy++
		}
	}
	if all := int64(len(out.TargetHealthDescriptions)); all > 0 {
		a.livef("%s, %s healthy", counted(all, "target", "targets"), number(healthy))
	}
	return nil
}

func seeBalancer(ctx context.Context, q *query, a *answer) error {
	if err := needs(q.arn); err != nil {
		return err
	}
	out, err := elbOf(q).DescribeLoadBalancers(ctx, &elb.DescribeLoadBalancersInput{LoadBalancerArns: []string{q.arn}})
	if err != nil {
		return err
	}
	single(a, out)
	a.seen = len(out.LoadBalancers) > 0
	return nil
}

// byBalancer is the dimension of a load balancer of one kind: what its ARN has behind
// "loadbalancer/".
func byBalancer(kind string) func(*query) []dimension {
	return func(q *query) []dimension {
		name := q.tail("/")
		if !strings.HasPrefix(name, kind) {
			return nil
		}
		return []dimension{{"LoadBalancer", name}}
	}
}
