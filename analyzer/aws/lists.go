package aws

import (
	"context"
	"slices"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/ec2"
	"github.com/aws/aws-sdk-go-v2/service/ec2/types"
)

// shares are the calls of EC2 that are made for many objects at once: those about what
// plans change by the hundred.
func shares() []share {
	groups := []string{"aws_security_group", "aws_default_security_group"}
	subnets := []string{"aws_subnet", "aws_default_subnet"}
	list := []share{
		sharedBy(groupsThemselves, "id", groups...), sharedBy(interfacesOf("group-id"), "id", groups...), sharedBy(referencesTo, "id", groups...),
		sharedBy(subnetsThemselves, "id", subnets...), sharedBy(interfacesOf("subnet-id"), "id", subnets...),
		sharedBy(interfacesThemselves, "id", "aws_network_interface"), sharedBy(instancesThemselves, "id", "aws_instance"),
		sharedBy(volumesThemselves, "id", "aws_ebs_volume"), sharedBy(snapshotsOf, "id", "aws_ebs_volume"),
		sharedBy(addressesThemselves, "id", "aws_eip"), sharedBy(routeTablesThemselves, "id", "aws_route_table", "aws_default_route_table"),
	}
	for _, direction := range directions {
		list = append(list, sharedBy(groupsWithRules(direction), "id", groups...))
	}
	return list
}

// many is true for a call that is made for several objects. A call for one names it by its
// id: its service then says if there is none. Filters leave out what there is not.
func many(values []string) bool { return len(values) > 1 }

var groupsThemselves = list[types.SecurityGroup]{
	name: "groups", itself: true,
	of: func(g *types.SecurityGroup) []string { return []string{aws.ToString(g.GroupId)} },
	read: func(ctx context.Context, q *query, a *answer, ids []string, visit func(*types.SecurityGroup)) error {
		in := &ec2.DescribeSecurityGroupsInput{GroupIds: ids}
		if many(ids) {
			in = &ec2.DescribeSecurityGroupsInput{Filters: []types.Filter{filter("group-id", ids...)}}
		}
		return eachGroup(ctx, q, a, in, visit)
	},
}

func eachGroup(ctx context.Context, q *query, a *answer, in *ec2.DescribeSecurityGroupsInput, visit func(*types.SecurityGroup)) error {
	return each(ctx, q, a, ec2.NewDescribeSecurityGroupsPaginator(ec2Of(q), in), func(page *ec2.DescribeSecurityGroupsOutput) {
		visitAll(page.SecurityGroups, visit)
	})
}

func withoutDoubles(texts []string) []string {
	slices.Sort(texts)
	return slices.Compact(texts)
}

func visitAll[T any](items []T, visit func(*T)) {
	for i := range items {
		visit(&items[i])
	}
}

// direction are the rules of a group that one filter finds, and where they stand.
type direction struct {
	filter string
	rules  func(*types.SecurityGroup) []types.IpPermission
}

var directions = []direction{
	{"ip-permission.group-id", func(g *types.SecurityGroup) []types.IpPermission { return g.IpPermissions }},
	{"egress.ip-permission.group-id", func(g *types.SecurityGroup) []types.IpPermission { return g.IpPermissionsEgress }},
}

// groupsWithRules are the groups whose rules of one direction refer to others.
func groupsWithRules(d direction) list[types.SecurityGroup] {
	return list[types.SecurityGroup]{
		name: d.filter,
		of: func(g *types.SecurityGroup) []string {
			var ids []string
			for _, p := range d.rules(g) {
				for _, pair := range p.UserIdGroupPairs {
					ids = append(ids, aws.ToString(pair.GroupId))
				}
			}
			return withoutDoubles(ids)
		},
		read: func(ctx context.Context, q *query, a *answer, ids []string, visit func(*types.SecurityGroup)) error {
			return eachGroup(ctx, q, a, &ec2.DescribeSecurityGroupsInput{Filters: []types.Filter{filter(d.filter, ids...)}}, visit)
		},
	}
}

// referencesTo are the VPCs on the other side of a peering whose groups refer to a group.
// One group that does not exist makes EC2 refuse the whole call.
var referencesTo = list[types.SecurityGroupReference]{
	name: "references",
	of:   func(r *types.SecurityGroupReference) []string { return []string{aws.ToString(r.GroupId)} },
	read: func(ctx context.Context, q *query, _ *answer, ids []string, visit func(*types.SecurityGroupReference)) error {
		out, err := ec2Of(q).DescribeSecurityGroupReferences(ctx, &ec2.DescribeSecurityGroupReferencesInput{GroupId: ids})
		if err == nil {
			visitAll(out.SecurityGroupReferenceSet, visit)
		}
		return err
	},
}

var subnetsThemselves = list[types.Subnet]{
	name: "subnets", itself: true,
	of: func(s *types.Subnet) []string { return []string{aws.ToString(s.SubnetId)} },
	read: func(ctx context.Context, q *query, a *answer, ids []string, visit func(*types.Subnet)) error {
		in := &ec2.DescribeSubnetsInput{SubnetIds: ids}
		if many(ids) {
			in = &ec2.DescribeSubnetsInput{Filters: []types.Filter{filter("subnet-id", ids...)}}
		}
		return each(ctx, q, a, ec2.NewDescribeSubnetsPaginator(ec2Of(q), in), func(page *ec2.DescribeSubnetsOutput) { visitAll(page.Subnets, visit) })
	},
}

// interfacesOf are the network interfaces that a filter finds.
func interfacesOf(name string) list[types.NetworkInterface] {
	return list[types.NetworkInterface]{
		name: "interfaces by " + name,
		of: func(n *types.NetworkInterface) []string {
			switch name {
			case "subnet-id":
				return []string{aws.ToString(n.SubnetId)}
			case "vpc-id":
				return []string{aws.ToString(n.VpcId)}
			}
			var ids []string
			for _, g := range n.Groups {
				ids = append(ids, aws.ToString(g.GroupId))
			}
			return withoutDoubles(ids)
		},
		read: func(ctx context.Context, q *query, a *answer, values []string, visit func(*types.NetworkInterface)) error {
			return eachInterface(ctx, q, a, &ec2.DescribeNetworkInterfacesInput{Filters: []types.Filter{filter(name, values...)}}, visit)
		},
	}
}

var interfacesThemselves = list[types.NetworkInterface]{
	name: "interfaces", itself: true,
	of: func(n *types.NetworkInterface) []string { return []string{aws.ToString(n.NetworkInterfaceId)} },
	read: func(ctx context.Context, q *query, a *answer, ids []string, visit func(*types.NetworkInterface)) error {
		in := &ec2.DescribeNetworkInterfacesInput{NetworkInterfaceIds: ids}
		if many(ids) {
			in = &ec2.DescribeNetworkInterfacesInput{Filters: []types.Filter{filter("network-interface-id", ids...)}}
		}
		return eachInterface(ctx, q, a, in, visit)
	},
}

func eachInterface(ctx context.Context, q *query, a *answer, in *ec2.DescribeNetworkInterfacesInput, visit func(*types.NetworkInterface)) error {
	return each(ctx, q, a, ec2.NewDescribeNetworkInterfacesPaginator(ec2Of(q), in), func(page *ec2.DescribeNetworkInterfacesOutput) {
		visitAll(page.NetworkInterfaces, visit)
	})
}

var instancesThemselves = list[types.Instance]{
	name: "instances", itself: true,
	of: func(i *types.Instance) []string { return []string{aws.ToString(i.InstanceId)} },
	read: func(ctx context.Context, q *query, a *answer, ids []string, visit func(*types.Instance)) error {
		in := &ec2.DescribeInstancesInput{InstanceIds: ids}
		if many(ids) {
			in = &ec2.DescribeInstancesInput{Filters: []types.Filter{filter("instance-id", ids...)}}
		}
		return eachInstance(ctx, q, a, in, visit)
	},
}

var volumesThemselves = list[types.Volume]{
	name: "volumes", itself: true,
	of: func(v *types.Volume) []string { return []string{aws.ToString(v.VolumeId)} },
	read: func(ctx context.Context, q *query, a *answer, ids []string, visit func(*types.Volume)) error {
		in := &ec2.DescribeVolumesInput{VolumeIds: ids}
		if many(ids) {
			in = &ec2.DescribeVolumesInput{Filters: []types.Filter{filter("volume-id", ids...)}}
		}
		return each(ctx, q, a, ec2.NewDescribeVolumesPaginator(ec2Of(q), in), func(page *ec2.DescribeVolumesOutput) { visitAll(page.Volumes, visit) })
	},
}

var snapshotsOf = list[types.Snapshot]{
	name: "snapshots",
	of:   func(s *types.Snapshot) []string { return []string{aws.ToString(s.VolumeId)} },
	read: func(ctx context.Context, q *query, a *answer, volumes []string, visit func(*types.Snapshot)) error {
		in := &ec2.DescribeSnapshotsInput{OwnerIds: []string{"self"}, Filters: []types.Filter{filter("volume-id", volumes...), filter("status", "completed")}}
		return each(ctx, q, a, ec2.NewDescribeSnapshotsPaginator(ec2Of(q), in), func(page *ec2.DescribeSnapshotsOutput) { visitAll(page.Snapshots, visit) })
	},
}

var addressesThemselves = list[types.Address]{
	name: "addresses", itself: true,
	of: func(e *types.Address) []string { return []string{aws.ToString(e.AllocationId)} },
	read: func(ctx context.Context, q *query, _ *answer, ids []string, visit func(*types.Address)) error {
		in := &ec2.DescribeAddressesInput{AllocationIds: ids}
		if many(ids) {
			in = &ec2.DescribeAddressesInput{Filters: []types.Filter{filter("allocation-id", ids...)}}
		}
		out, err := ec2Of(q).DescribeAddresses(ctx, in)
		if err == nil {
			visitAll(out.Addresses, visit)
		}
		return err
	},
}

var routeTablesThemselves = list[types.RouteTable]{
	name: "route tables", itself: true,
	of: func(t *types.RouteTable) []string { return []string{aws.ToString(t.RouteTableId)} },
	read: func(ctx context.Context, q *query, a *answer, ids []string, visit func(*types.RouteTable)) error {
		in := &ec2.DescribeRouteTablesInput{RouteTableIds: ids}
		if many(ids) {
			in = &ec2.DescribeRouteTablesInput{Filters: []types.Filter{filter("route-table-id", ids...)}}
		}
		return each(ctx, q, a, ec2.NewDescribeRouteTablesPaginator(ec2Of(q), in), func(page *ec2.DescribeRouteTablesOutput) { visitAll(page.RouteTables, visit) })
	},
}
