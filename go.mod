module github.com/tfblast/tfblast

go 1.25.0
