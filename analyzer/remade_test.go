package analyzer_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/tfblast/tfblast/analyzer"
	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/analyzer/risk"
)

// A password that is made up anew for certain weighs as much as one that is written down, and
// less where the plan stores it. One that may stay is told with its doubt.
func TestPasswordMadeAnew(t *testing.T) {
	t.Parallel()
	const (
		forced   = `["delete","create"],"before":{"length":20,"result":"x"},"after":{"length":30},"after_unknown":{"result":true},"replace_paths":[["length"]]`
		perhaps  = `["delete","create"],"before":{"keepers":{"a":"1"},"result":"x"},"after":{},"after_unknown":{"result":true,"keepers":true},"replace_paths":[["keepers"]]`
		password = `{"address":"random_password.p","mode":"managed","type":"random_password","name":"p","change":{"actions":%s}}`
		database = `{"address":"aws_db_instance.d","mode":"managed","type":"aws_db_instance","name":"d","change":{"actions":["update"],"before":{"identifier":"d","password":"x"},"after":{"identifier":"d"},"after_unknown":{"password":true}}}`
		secret   = `,{"address":"aws_secretsmanager_secret_version.s","mode":"managed","type":"aws_secretsmanager_secret_version","name":"s","change":{"actions":["delete","create"],"before":{"secret_string":"x"},"after":{},"after_unknown":{"secret_string":true},"replace_paths":[["secret_string"]]}}`
		reads    = `{"address":"aws_db_instance.d","mode":"managed","type":"aws_db_instance","name":"d","expressions":{"password":{"references":[%s]}}}`
		stores   = `,{"address":"aws_secretsmanager_secret_version.s","mode":"managed","type":"aws_secretsmanager_secret_version","name":"s","expressions":{"secret_string":{"references":["random_password.p.result","random_password.p"]}}}`
		made     = `"random_password.p.result","random_password.p"`
	)
	for _, tt := range []struct {
		name, password, more, config, references string
		want                                     risk.Level
		doubt                                    bool
	}{
		{"for certain", forced, "", "", made, risk.LevelMedium, false},
		{"for certain, and stored", forced, secret, stores, made, risk.LevelLow, false},
		{"perhaps", perhaps, "", "", made, risk.LevelLow, true},
		{"of something else too", forced, "", "", made + `,"random_password.q.result","random_password.q"`, risk.LevelLow, true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			other := `,{"address":"random_password.q","mode":"managed","type":"random_password","name":"q","change":{"actions":["no-op"],"before":{"result":"q"},"after":{"result":"q"}}}`
			text := `{"format_version":"1.2","resource_changes":[` + fmt.Sprintf(password, tt.password) + "," + database + other + tt.more + `],"configuration":{"root_module":{"resources":[
				{"address":"random_password.p","mode":"managed","type":"random_password","name":"p"},{"address":"random_password.q","mode":"managed","type":"random_password","name":"q"},` +
				fmt.Sprintf(reads, tt.references) + tt.config + `]}}}`
			p, err := plan.Read(t.Context(), strings.NewReader(text))
			if err != nil {
				t.Fatal(err)
			}
			r, err := analyzer.Analyze(t.Context(), p, analyzer.Options{})
			if err != nil {
				t.Fatal(err)
			}
			got := find(t, r, "aws_db_instance.d").Risk
			doubt := strings.Contains(fmt.Sprint(got.Factors), "perhaps (")
			if got.Level != tt.want || doubt != tt.doubt {
				t.Errorf("level %s, doubt %v, want %s, %v: %+v", got.Level, doubt, tt.want, tt.doubt, got.Factors)
			}
		})
	}
}
