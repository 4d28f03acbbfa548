package aws

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/elasticache"
)

// cacheLookups are about caches of ElastiCache.
func cacheLookups() []lookup {
	connections := metric{namespace: "AWS/ElastiCache", name: "CurrConnections", stat: maximum, says: "connections", live: true}
	ofGroup, ofCluster := connections, connections
	ofGroup.dimensions, ofCluster.dimensions = byFirstMember, byAttribute("CacheClusterId", "cluster_id")
	return []lookup{
		{
			types: []string{"aws_elasticache_replication_group"},
			questions: []question{
				{"the group itself", []Call{call("elasticache", "DescribeReplicationGroups")}, sees(seeReplicationGroup)},
				{"snapshots of it", []Call{call("elasticache", "DescribeSnapshots")}, snapshotsOfCache},
			},
			traffic: []metric{ofGroup},
		},
		{
			types: []string{"aws_elasticache_cluster"},
			questions: []question{
				{"the cache itself", []Call{call("elasticache", "DescribeCacheClusters")}, sees(seeCache)},
				{"snapshots of it", []Call{call("elasticache", "DescribeSnapshots")}, snapshotsOfCache},
			},
			traffic: []metric{ofCluster},
		},
	}
}

func cacheOf(q *query) *elasticache.Client { return clientOf(q.in, elasticache.NewFromConfig) }

// byFirstMember is the first of a replication group's caches: all clients of a group keep
// connections to its primary, and any member shows that there are some.
func byFirstMember(q *query) []dimension {
	members := q.list("member_clusters")
	if len(members) == 0 {
		return nil
	}
	return []dimension{{"CacheClusterId", members[0]}}
}

func seeReplicationGroup(ctx context.Context, q *query, a *answer) error {
	id := q.attr("replication_group_id")
	if err := needs(id); err != nil {
		return err
	}
	out, err := cacheOf(q).DescribeReplicationGroups(ctx, &elasticache.DescribeReplicationGroupsInput{ReplicationGroupId: aws.String(id)})
	if err != nil {
		return err
	}
	single(a, out)
	for _, g := range out.ReplicationGroups {
		a.seen = true
		if g.GlobalReplicationGroupInfo != nil && aws.ToString(g.GlobalReplicationGroupInfo.GlobalReplicationGroupId) != "" {
			a.dependent(q, "global replication group", *g.GlobalReplicationGroupInfo.GlobalReplicationGroupId, "has it as a member")
		}
	}
	return nil
}

func seeCache(ctx context.Context, q *query, a *answer) error {
	id := q.attr("cluster_id")
	if err := needs(id); err != nil {
		return err
	}
	out, err := cacheOf(q).DescribeCacheClusters(ctx, &elasticache.DescribeCacheClustersInput{CacheClusterId: aws.String(id)})
	if err != nil {
		return err
	}
	single(a, out)
	a.seen = len(out.CacheClusters) > 0
	return nil
}

func snapshotsOfCache(ctx context.Context, q *query, a *answer) error {
	in := &elasticache.DescribeSnapshotsInput{}
	if id := q.attr("cluster_id"); id != "" {
		in.CacheClusterId = aws.String(id)
	} else if id := q.attr("replication_group_id"); id != "" {
		in.ReplicationGroupId = aws.String(id)
	} else {
		return errUnidentified
	}
	var found backups
	err := each(ctx, q, a, elasticache.NewDescribeSnapshotsPaginator(cacheOf(q), in), func(page *elasticache.DescribeSnapshotsOutput) {
		for _, s := range page.Snapshots {
			if len(s.NodeSnapshots) > 0 {
				found.add(aws.ToString(s.SnapshotName), s.NodeSnapshots[0].SnapshotCreateTime)
			} else {
				found.add(aws.ToString(s.SnapshotName), nil)
			}
		}
	})
	found.say(a)
	return err
}
