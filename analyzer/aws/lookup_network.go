package aws

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/ec2"
	"github.com/aws/aws-sdk-go-v2/service/ec2/types"

	"github.com/tfblast/tfblast/analyzer/graph"
)

// networkLookups are about what holds network interfaces.
func networkLookups() []lookup {
	return []lookup{
		{
			types: []string{"aws_security_group", "aws_default_security_group"},
			questions: []question{
				{"the group itself", []Call{call("ec2", "DescribeSecurityGroups")}, sees(seeSecurityGroup)},
				interfacesBy("group-id"),
				{"rules of other groups that refer to it", []Call{call("ec2", "DescribeSecurityGroups")}, groupsReferringTo},
				{"peered VPCs that refer to it", []Call{call("ec2", "DescribeSecurityGroupReferences")}, peersReferringTo},
			},
			unused: "no network interface is in it and no other group refers to it",
		},
		{
			types:     []string{"aws_subnet", "aws_default_subnet"},
			questions: []question{{"the subnet itself", []Call{call("ec2", "DescribeSubnets")}, sees(seeSubnet)}, interfacesBy("subnet-id")},
			unused:    "no network interface is in it",
		},
		{
			types: []string{"aws_vpc", "aws_default_vpc"},
			questions: []question{
				{"the VPC itself", []Call{call("ec2", "DescribeVpcs")}, sees(seeVPC)},
				interfacesBy("vpc-id"),
				{"endpoints in it", []Call{call("ec2", "DescribeVpcEndpoints")}, endpointsIn},
				{"its peerings", []Call{call("ec2", "DescribeVpcPeeringConnections")}, peeringsOf},
			},
			unused: "no network interface, endpoint or peering is in it",
		},
		{
			types:     []string{"aws_network_interface"},
			questions: []question{{"what it is attached to", []Call{call("ec2", "DescribeNetworkInterfaces")}, sees(attachmentOfInterface)}},
			unused:    "it is attached to nothing",
		},
	}
}

func filter(name string, values ...string) types.Filter {
	return types.Filter{Name: aws.String(name), Values: values}
}

func ec2Of(q *query) *ec2.Client { return clientOf(q.in, ec2.NewFromConfig) }

func seeSecurityGroup(ctx context.Context, q *query, a *answer) error {
	if err := needs(q.id); err != nil {
		return err
	}
	return groupsThemselves.each(ctx, q, a, q.id, func(*types.SecurityGroup) { a.seen = true })
}

func seeSubnet(ctx context.Context, q *query, a *answer) error {
	if err := needs(q.id); err != nil {
		return err
	}
	return subnetsThemselves.each(ctx, q, a, q.id, func(*types.Subnet) { a.seen = true })
}

func seeVPC(ctx context.Context, q *query, a *answer) error {
	if err := needs(q.id); err != nil {
		return err
	}
	out, err := ec2Of(q).DescribeVpcs(ctx, &ec2.DescribeVpcsInput{VpcIds: []string{q.id}})
	if err != nil {
		return err
	}
	single(a, out)
	for _, v := range out.Vpcs {
		a.see(q.id, v.VpcId)
	}
	return nil
}

// interfacesBy asks for the network interfaces that a filter with the object's id finds.
func interfacesBy(name string) question {
	return question{
		"network interfaces in it",
		[]Call{call("ec2", "DescribeNetworkInterfaces")},
		func(ctx context.Context, q *query, a *answer) error {
			if err := needs(q.id); err != nil {
				return err
			}
			return interfacesOf(name).each(ctx, q, a, q.id, func(n *types.NetworkInterface) { a.networkInterface(q, n) })
		},
	}
}

// networkInterface adds a network interface, under the name of what it belongs to where
// its description tells. Interfaces of one owner are one dependent.
func (a *answer) networkInterface(q *query, n *types.NetworkInterface) {
	id := aws.ToString(n.NetworkInterfaceId)
	o := ownerOf(n)
	if o.id == "" {
		a.dependent(q, "network interface", id, strings.TrimSpace(aws.ToString(n.Description)))
		return
	}
	for i := range a.dependents {
		if d := &a.dependents[i]; d.Kind == o.kind && d.ID == o.id {
			d.Identifiers = append(d.Identifiers, id)
			return
		}
	}
	arn := ""
	if o.service != "" {
		arn = q.arnOf(o.service, o.resource)
	}
	a.dependent(q, o.kind, o.id, "by "+id, id, arn)
}

// interfaceOwner is what a network interface belongs to. service and resource are those of
// its ARN, empty where ids are unique without one.
type interfaceOwner struct{ kind, id, service, resource string }

// owners finds what an interface belongs to by the beginning of the description that the
// service gives it.
var owners = []struct{ prefix, kind string }{
	{"Interface for NAT Gateway ", "NAT gateway"},
	{"VPC Endpoint Interface ", "VPC endpoint"},
	{"EFS mount target for ", "file system"},
	{"Network Interface for Transit Gateway Attachment ", "transit gateway attachment"},
	{"Amazon EKS ", "EKS cluster"},
	{"AWS Lambda VPC ENI-", "Lambda function"},
	{"ELB ", "load balancer"},
}

func ownerOf(n *types.NetworkInterface) interfaceOwner {
	if n.Attachment != nil && aws.ToString(n.Attachment.InstanceId) != "" {
		return interfaceOwner{kind: "instance", id: *n.Attachment.InstanceId}
	}
	text := aws.ToString(n.Description)
	for _, o := range owners {
		rest, ok := strings.CutPrefix(text, o.prefix)
		if !ok || rest == "" {
			continue
		}
		switch o.kind {
		case "Lambda function":
			name := withoutUUID(rest)
			return interfaceOwner{o.kind, name, "lambda", "function:" + name}
		case "EKS cluster":
			return interfaceOwner{o.kind, rest, "eks", "cluster/" + rest}
		case "load balancer":
			// app/NAME/ID and net/NAME/ID are the end of an ARN; a classic one has its name only.
			return interfaceOwner{o.kind, rest, "elasticloadbalancing", "loadbalancer/" + rest}
		}
		id, _, _ := strings.Cut(rest, " ")
		return interfaceOwner{kind: o.kind, id: id}
	}
	return interfaceOwner{}
}

// withoutUUID cuts the UUID off that Lambda puts behind a function's name.
func withoutUUID(text string) string {
	const uuid = 36
	if cut := len(text) - uuid - 1; cut > 0 && text[cut] == '-' && strings.Count(text[cut+1:], "-") == 4 {
		return text[:cut]
	}
	return text
}

func groupsReferringTo(ctx context.Context, q *query, a *answer) error {
	if err := needs(q.id); err != nil {
		return err
	}
	for _, d := range directions {
		err := groupsWithRules(d).each(ctx, q, a, q.id, func(g *types.SecurityGroup) {
			a.referringGroup(q, aws.ToString(g.GroupId), aws.ToString(g.GroupName), aws.ToString(g.SecurityGroupArn))
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// referringGroup adds a group once, however many of its rules refer to this one. Its own
// rules go with it.
func (a *answer) referringGroup(q *query, id, name, arn string) {
	known := slices.ContainsFunc(a.dependents, func(d graph.External) bool { return d.ID == id })
	if id != q.id && !known {
		a.dependent(q, "security group", id, name+" has rules that refer to it", arn)
	}
}

// peersReferringTo asks for VPCs on the other side of a peering, maybe of another account,
// whose groups refer to this one.
func peersReferringTo(ctx context.Context, q *query, a *answer) error {
	if err := needs(q.id); err != nil {
		return err
	}
	return referencesTo.each(ctx, q, a, q.id, func(r *types.SecurityGroupReference) {
		through := cmp.Or(aws.ToString(r.VpcPeeringConnectionId), aws.ToString(r.TransitGatewayId), "a connection that AWS does not name")
		a.dependent(q, "VPC", aws.ToString(r.ReferencingVpcId), "has groups that refer to it through "+through)
	})
}

func endpointsIn(ctx context.Context, q *query, a *answer) error {
	if err := needs(q.id); err != nil {
		return err
	}
	in := &ec2.DescribeVpcEndpointsInput{Filters: []types.Filter{filter("vpc-id", q.id)}}
	return each(ctx, q, a, ec2.NewDescribeVpcEndpointsPaginator(ec2Of(q), in), func(page *ec2.DescribeVpcEndpointsOutput) {
		for _, e := range page.VpcEndpoints {
			a.dependent(q, "VPC endpoint", aws.ToString(e.VpcEndpointId), aws.ToString(e.ServiceName))
		}
	})
}

func peeringsOf(ctx context.Context, q *query, a *answer) error {
	if err := needs(q.id); err != nil {
		return err
	}
	for _, side := range []string{"requester-vpc-info.vpc-id", "accepter-vpc-info.vpc-id"} {
		in := &ec2.DescribeVpcPeeringConnectionsInput{Filters: []types.Filter{filter(side, q.id), filter("status-code", "active", "pending-acceptance", "provisioning")}}
		err := each(ctx, q, a, ec2.NewDescribeVpcPeeringConnectionsPaginator(ec2Of(q), in), func(page *ec2.DescribeVpcPeeringConnectionsOutput) {
			for _, p := range page.VpcPeeringConnections {
				a.dependent(q, "VPC peering", aws.ToString(p.VpcPeeringConnectionId), peers(p))
			}
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func peers(p types.VpcPeeringConnection) string {
	if p.RequesterVpcInfo == nil || p.AccepterVpcInfo == nil {
		return ""
	}
	return aws.ToString(p.RequesterVpcInfo.VpcId) + " with " + aws.ToString(p.AccepterVpcInfo.VpcId)
}

func attachmentOfInterface(ctx context.Context, q *query, a *answer) error {
	if err := needs(q.id); err != nil {
		return err
	}
	return interfacesThemselves.each(ctx, q, a, q.id, func(n *types.NetworkInterface) {
		a.seen = true
		if n.Attachment == nil {
			return
		}
		if instance := aws.ToString(n.Attachment.InstanceId); instance != "" {
			a.dependent(q, "instance", instance, "attached by "+q.id)
		} else {
			a.livef("attached by %s", aws.ToString(n.Attachment.InstanceOwnerId))
		}
	})
}
