package aws

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/rds"
	"github.com/aws/aws-sdk-go-v2/service/rds/types"
)

// databaseLookups are about databases of RDS and Aurora and what they are set up with.
func databaseLookups() []lookup {
	connections := metric{namespace: "AWS/RDS", name: "DatabaseConnections", stat: maximum, says: "connections", live: true}
	ofInstance, ofCluster := connections, connections
	ofInstance.dimensions, ofCluster.dimensions = byAttribute("DBInstanceIdentifier", "identifier"), byAttribute("DBClusterIdentifier", "cluster_identifier")
	ofMember := connections
	ofMember.dimensions = byAttribute("DBInstanceIdentifier", "identifier")
	return []lookup{
		{
			types: []string{"aws_db_instance"},
			questions: []question{
				{"the database itself", []Call{call("rds", "DescribeDBInstances")}, sees(seeDatabase)},
				{"snapshots of it", []Call{call("rds", "DescribeDBSnapshots")}, snapshotsOfDatabase},
			},
			traffic: []metric{ofInstance},
		},
		{
			types: []string{"aws_rds_cluster"},
			questions: []question{
				{"the cluster itself", []Call{call("rds", "DescribeDBClusters")}, sees(seeDatabaseCluster)},
				{"snapshots of it", []Call{call("rds", "DescribeDBClusterSnapshots")}, snapshotsOfDatabaseCluster},
			},
			traffic: []metric{ofCluster},
		},
		{
			types:     []string{"aws_rds_cluster_instance"},
			questions: []question{{"the database itself", []Call{call("rds", "DescribeDBInstances")}, sees(seeDatabase)}},
			traffic:   []metric{ofMember},
		},
		{
			types: []string{"aws_db_subnet_group"},
			questions: []question{databasesWith(func(d *types.DBInstance, name string) bool {
				return d.DBSubnetGroup != nil && aws.ToString(d.DBSubnetGroup.DBSubnetGroupName) == name
			})},
		},
		{
			types: []string{"aws_db_parameter_group"},
			questions: []question{databasesWith(func(d *types.DBInstance, name string) bool {
				for _, g := range d.DBParameterGroups {
					if aws.ToString(g.DBParameterGroupName) == name {
						return true
					}
				}
				return false
			})},
		},
	}
}

func rdsOf(q *query) *rds.Client { return clientOf(q.in, rds.NewFromConfig) }

func seeDatabase(ctx context.Context, q *query, a *answer) error {
	id := q.attr("identifier")
	if err := needs(id); err != nil {
		return err
	}
	out, err := rdsOf(q).DescribeDBInstances(ctx, &rds.DescribeDBInstancesInput{DBInstanceIdentifier: aws.String(id)})
	if err != nil {
		return err
	}
	single(a, out)
	for _, d := range out.DBInstances {
		a.seen = true
		if status := aws.ToString(d.DBInstanceStatus); status != "available" {
			a.notef("its status is %s", status)
		}
		for _, r := range d.ReadReplicaDBInstanceIdentifiers {
			a.dependent(q, "database", last(r, ":"), "is a replica of it", q.arnOf("rds", "db:"+r), r)
		}
		for _, r := range d.ReadReplicaDBClusterIdentifiers {
			a.dependent(q, "database cluster", last(r, ":"), "is a replica of it", q.arnOf("rds", "cluster:"+r), r)
		}
	}
	return nil
}

func snapshotsOfDatabase(ctx context.Context, q *query, a *answer) error {
	id := q.attr("identifier")
	if err := needs(id); err != nil {
		return err
	}
	var found backups
	in := &rds.DescribeDBSnapshotsInput{DBInstanceIdentifier: aws.String(id)}
	err := each(ctx, q, a, rds.NewDescribeDBSnapshotsPaginator(rdsOf(q), in), func(page *rds.DescribeDBSnapshotsOutput) {
		for _, s := range page.DBSnapshots {
			if aws.ToString(s.Status) == "available" {
				found.add(aws.ToString(s.DBSnapshotIdentifier), s.SnapshotCreateTime)
			}
		}
	})
	found.say(a)
	return err
}

func seeDatabaseCluster(ctx context.Context, q *query, a *answer) error {
	id := q.attr("cluster_identifier")
	if err := needs(id); err != nil {
		return err
	}
	out, err := rdsOf(q).DescribeDBClusters(ctx, &rds.DescribeDBClustersInput{DBClusterIdentifier: aws.String(id)})
	if err != nil {
		return err
	}
	single(a, out)
	for _, c := range out.DBClusters {
		a.seen = true
		for _, m := range c.DBClusterMembers {
			a.dependent(q, "database", aws.ToString(m.DBInstanceIdentifier), "is in the cluster", q.arnOf("rds", "db:"+aws.ToString(m.DBInstanceIdentifier)))
		}
		for _, r := range c.ReadReplicaIdentifiers {
			a.dependent(q, "database cluster", last(r, ":"), "is a replica of it", r)
		}
	}
	return nil
}

func snapshotsOfDatabaseCluster(ctx context.Context, q *query, a *answer) error {
	id := q.attr("cluster_identifier")
	if err := needs(id); err != nil {
		return err
	}
	var found backups
	in := &rds.DescribeDBClusterSnapshotsInput{DBClusterIdentifier: aws.String(id)}
	err := each(ctx, q, a, rds.NewDescribeDBClusterSnapshotsPaginator(rdsOf(q), in), func(page *rds.DescribeDBClusterSnapshotsOutput) {
		for _, s := range page.DBClusterSnapshots {
			if aws.ToString(s.Status) == "available" {
				found.add(aws.ToString(s.DBClusterSnapshotIdentifier), s.SnapshotCreateTime)
			}
		}
	})
	found.say(a)
	return err
}

// databaseList is the databases of an account and region.
type databaseList struct {
	databases []types.DBInstance
	cut       bool
}

// databasesWith asks for the databases that were set up with the object of this name.
func databasesWith(has func(d *types.DBInstance, name string) bool) question {
	return question{
		"databases that use it",
		[]Call{call("rds", "DescribeDBInstances")},
		func(ctx context.Context, q *query, a *answer) error {
			if err := needs(q.name); err != nil {
				return err
			}
			list, err := listOf(q.in, "databases", func() (databaseList, error) { return databasesIn(ctx, q) })
			if err != nil {
				return err
			}
			a.cut = list.cut
			for i := range list.databases {
				if d := &list.databases[i]; has(d, q.name) {
					a.dependent(q, "database", aws.ToString(d.DBInstanceIdentifier), "uses it", aws.ToString(d.DBInstanceArn), aws.ToString(d.DbiResourceId))
				}
			}
			return nil
		},
	}
}

func databasesIn(ctx context.Context, q *query) (databaseList, error) {
	var list databaseList
	var a answer
	in := &rds.DescribeDBInstancesInput{}
	err := each(ctx, q, &a, rds.NewDescribeDBInstancesPaginator(rdsOf(q), in), func(page *rds.DescribeDBInstancesOutput) {
		list.databases = append(list.databases, page.DBInstances...)
	})
	list.cut = a.cut
	return list, err
}
