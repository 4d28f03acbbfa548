package aws

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/ec2"
	"github.com/aws/aws-sdk-go-v2/service/ec2/types"
)

// routeLookups are about what traffic is routed by and through.
func routeLookups() []lookup {
	return []lookup{
		{
			types:     []string{"aws_route_table", "aws_default_route_table"},
			questions: []question{{"subnets that use it", []Call{call("ec2", "DescribeRouteTables")}, sees(subnetsOfRouteTable)}},
			unused:    "no subnet uses it",
		},
		{
			types: []string{"aws_nat_gateway"},
			questions: []question{
				{"the gateway itself", []Call{call("ec2", "DescribeNatGateways")}, sees(seeNATGateway)},
				routesThrough("route.nat-gateway-id"),
			},
			traffic: []metric{{namespace: "AWS/NATGateway", name: "BytesOutToDestination", stat: sum, dimensions: byID("NatGatewayId"), says: "bytes sent out", live: true}},
			unused:  "no route of the account and region leads to it",
		},
		{
			types: []string{"aws_internet_gateway", "aws_egress_only_internet_gateway"},
			questions: []question{
				{"the gateway itself", []Call{call("ec2", "DescribeInternetGateways"), call("ec2", "DescribeEgressOnlyInternetGateways")}, sees(seeInternetGateway)},
				routesThrough("route.gateway-id"), routesThrough("route.egress-only-internet-gateway-id"),
			},
			unused: "no route of the account and region leads to it",
		},
		{
			types: []string{"aws_vpc_endpoint"},
			questions: []question{
				{"the endpoint itself", []Call{call("ec2", "DescribeVpcEndpoints")}, sees(seeEndpoint)},
				routesThrough("route.gateway-id"),
			},
		},
		{
			types:     []string{"aws_ec2_transit_gateway"},
			questions: []question{{"its attachments", []Call{call("ec2", "DescribeTransitGatewayAttachments")}, attachmentsOfTransit}},
		},
		{
			types:     []string{"aws_eip"},
			questions: []question{{"what has the address", []Call{call("ec2", "DescribeAddresses")}, sees(holderOfAddress)}},
			unused:    "nothing has the address",
		},
	}
}

// routesThrough asks for the route tables that a filter with the object's id finds.
func routesThrough(name string) question {
	return question{
		"routes that lead to it",
		[]Call{call("ec2", "DescribeRouteTables")},
		func(ctx context.Context, q *query, a *answer) error {
			if err := needs(q.id); err != nil {
				return err
			}
			in := &ec2.DescribeRouteTablesInput{Filters: []types.Filter{filter(name, q.id)}}
			return each(ctx, q, a, ec2.NewDescribeRouteTablesPaginator(ec2Of(q), in), func(page *ec2.DescribeRouteTablesOutput) {
				for _, t := range page.RouteTables {
					a.dependent(q, "route table", aws.ToString(t.RouteTableId), "routes through it")
				}
			})
		},
	}
}

func subnetsOfRouteTable(ctx context.Context, q *query, a *answer) error {
	if err := needs(q.id); err != nil {
		return err
	}
	return routeTablesThemselves.each(ctx, q, a, q.id, func(t *types.RouteTable) {
		a.seen = true
		for _, s := range t.Associations {
			switch {
			case aws.ToBool(s.Main):
				a.livef("the main route table of %s", aws.ToString(t.VpcId))
			case aws.ToString(s.SubnetId) != "":
				a.dependent(q, "subnet", aws.ToString(s.SubnetId), "routed by it")
			default:
				a.dependent(q, "gateway", aws.ToString(s.GatewayId), "routed by it")
			}
		}
	})
}

func seeNATGateway(ctx context.Context, q *query, a *answer) error {
	if err := needs(q.id); err != nil {
		return err
	}
	out, err := ec2Of(q).DescribeNatGateways(ctx, &ec2.DescribeNatGatewaysInput{NatGatewayIds: []string{q.id}})
	if err != nil {
		return err
	}
	single(a, out)
	for _, g := range out.NatGateways {
		a.see(q.id, g.NatGatewayId)
	}
	return nil
}

func seeInternetGateway(ctx context.Context, q *query, a *answer) error {
	if err := needs(q.id); err != nil {
		return err
	}
	if q.change.Type == "aws_egress_only_internet_gateway" {
		out, err := ec2Of(q).DescribeEgressOnlyInternetGateways(ctx, &ec2.DescribeEgressOnlyInternetGatewaysInput{EgressOnlyInternetGatewayIds: []string{q.id}})
		if err != nil {
			return err
		}
		single(a, out)
		for _, g := range out.EgressOnlyInternetGateways {
			a.see(q.id, g.EgressOnlyInternetGatewayId)
		}
		return nil
	}
	out, err := ec2Of(q).DescribeInternetGateways(ctx, &ec2.DescribeInternetGatewaysInput{InternetGatewayIds: []string{q.id}})
	if err != nil {
		return err
	}
	single(a, out)
	for _, g := range out.InternetGateways {
		a.see(q.id, g.InternetGatewayId)
	}
	return nil
}

func seeEndpoint(ctx context.Context, q *query, a *answer) error {
	if err := needs(q.id); err != nil {
		return err
	}
	out, err := ec2Of(q).DescribeVpcEndpoints(ctx, &ec2.DescribeVpcEndpointsInput{VpcEndpointIds: []string{q.id}})
	if err != nil {
		return err
	}
	single(a, out)
	for _, e := range out.VpcEndpoints {
		a.seen = true
		for _, s := range e.SubnetIds {
			a.dependent(q, "subnet", s, "reaches "+aws.ToString(e.ServiceName)+" by it")
		}
	}
	return nil
}

func attachmentsOfTransit(ctx context.Context, q *query, a *answer) error {
	if err := needs(q.id); err != nil {
		return err
	}
	in := &ec2.DescribeTransitGatewayAttachmentsInput{Filters: []types.Filter{filter("transit-gateway-id", q.id)}}
	return each(ctx, q, a, ec2.NewDescribeTransitGatewayAttachmentsPaginator(ec2Of(q), in), func(page *ec2.DescribeTransitGatewayAttachmentsOutput) {
		for _, t := range page.TransitGatewayAttachments {
			if t.State == types.TransitGatewayAttachmentStateDeleted {
				continue
			}
			note := string(t.ResourceType) + " " + aws.ToString(t.ResourceId) + " of " + aws.ToString(t.ResourceOwnerId)
			a.dependent(q, "transit gateway attachment", aws.ToString(t.TransitGatewayAttachmentId), note)
		}
	})
}

func holderOfAddress(ctx context.Context, q *query, a *answer) error {
	if err := needs(q.id); err != nil {
		return err
	}
	return addressesThemselves.each(ctx, q, a, q.id, func(e *types.Address) {
		a.seen = true
		switch {
		case aws.ToString(e.InstanceId) != "":
			a.dependent(q, "instance", *e.InstanceId, "reached under "+aws.ToString(e.PublicIp))
		case aws.ToString(e.NetworkInterfaceId) != "":
			a.dependent(q, "network interface", *e.NetworkInterfaceId, "reached under "+aws.ToString(e.PublicIp))
		case aws.ToString(e.AssociationId) != "":
			a.livef("associated as %s", *e.AssociationId)
		}
	})
}
