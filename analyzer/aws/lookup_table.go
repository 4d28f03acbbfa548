package aws

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
)

// tableLookups are about tables of DynamoDB. The count of items that DynamoDB tells is
// hours old, so it proves nothing.
func tableLookups() []lookup {
	reads := metric{namespace: "AWS/DynamoDB", name: "ConsumedReadCapacityUnits", stat: sum, dimensions: byAttribute("TableName", "name"), says: "units of reads", live: true}
	writes := reads
	writes.name, writes.says = "ConsumedWriteCapacityUnits", "units of writes"
	return []lookup{{
		types: []string{"aws_dynamodb_table"},
		questions: []question{
			{"the table itself", []Call{call("dynamodb", "DescribeTable")}, sees(seeTable)},
			{"its backups", []Call{call("dynamodb", "DescribeContinuousBackups")}, backupsOfTable},
			consumersOf("stream_arn"),
		},
		traffic: []metric{reads, writes},
	}}
}

func dynamoOf(q *query) *dynamodb.Client { return clientOf(q.in, dynamodb.NewFromConfig) }

func seeTable(ctx context.Context, q *query, a *answer) error {
	if err := needs(q.name); err != nil {
		return err
	}
	out, err := dynamoOf(q).DescribeTable(ctx, &dynamodb.DescribeTableInput{TableName: aws.String(q.name)})
	if err != nil {
		return err
	}
	if a.seen = out.Table != nil; !a.seen {
		return nil
	}
	if items := aws.ToInt64(out.Table.ItemCount); items > 0 {
		a.livef("about %s", counted(items, "item", "items"))
	}
	for _, r := range out.Table.Replicas {
		a.notef("replicated to %s", aws.ToString(r.RegionName))
	}
	return nil
}

func backupsOfTable(ctx context.Context, q *query, a *answer) error {
	if err := needs(q.name); err != nil {
		return err
	}
	out, err := dynamoOf(q).DescribeContinuousBackups(ctx, &dynamodb.DescribeContinuousBackupsInput{TableName: aws.String(q.name)})
	if err != nil {
		return err
	}
	d := out.ContinuousBackupsDescription
	if d == nil || d.PointInTimeRecoveryDescription == nil || d.PointInTimeRecoveryDescription.PointInTimeRecoveryStatus != types.PointInTimeRecoveryStatusEnabled {
		a.notef("it can't be restored to a point in time")
		return nil
	}
	if latest := d.PointInTimeRecoveryDescription.LatestRestorableDateTime; latest != nil {
		a.notef("it can be restored to any time until %s", day(*latest))
	}
	return nil
}
